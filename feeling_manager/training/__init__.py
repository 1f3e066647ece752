"""Makes the network: data, augmentation, training, calibration, export, evaluation."""
