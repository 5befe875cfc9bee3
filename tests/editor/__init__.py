"""What a careful editor would see."""
