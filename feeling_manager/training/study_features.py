"""What a face can be made into before a classifier sees it. Faces are uint8 (48, 48), grey."""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.values import Image

STRENGTHS: Final = (0.0001, 0.001, 0.01, 0.1)
"""Inverse regularisation of the linear classifiers."""

KEPT_VARIANCE: Final = 0.9999
"""What principal components keep."""

Features = npt.NDArray[np.float32]
Points = npt.NDArray[np.float32]
"""Landmarks (468, 2): x to the right and y down, in units of the face's side."""

ENLARGED: Final = 4
BORDER_SHARE: Final = 0.25
"""MediaPipe finds 97 % of the small, tightly cut faces with this; 95 % with twice the border."""

MESH_CONFIDENCE: Final = 0.3

BROWS: Final = (70, 63, 105, 66, 107, 336, 296, 334, 293, 300)
EYES: Final = (33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380)
NOSE: Final = (168, 6, 4, 2, 98, 327)
MOUTH: Final = (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91, 13, 14, 78, 308)
JAW: Final = (234, 172, 152, 397, 454)
MEASURED: Final = (*BROWS, *EYES, *NOSE, *MOUTH, *JAW)
HOG: Final = cv2.HOGDescriptor((48, 48), (12, 12), (6, 6), (6, 6), 9)

LEFT_EYE, RIGHT_EYE = (33, 133), (362, 263)


def gradients(face: Image) -> Features:
    """Histograms of oriented gradients, float32 (1764,).

    Nine directions in cells of 6 × 6 pixels, normalised over blocks of 2 × 2 cells.

    Source: Dalal & Triggs 2005, "Histograms of Oriented Gradients for Human Detection".
    """
    return np.asarray(HOG.compute(face), dtype=np.float32)


class FaceMesh:
    """MediaPipe's landmarks of one face. Thread: one only.

    Source: Kartynnik et al. 2019, "Real-time Facial Surface Geometry from Monocular Video".
    """

    def __init__(self) -> None:
        from mediapipe.python.solutions import face_mesh

        self._mesh: Any = face_mesh.FaceMesh(
            static_image_mode=True, max_num_faces=1, min_detection_confidence=MESH_CONFIDENCE
        )

    def find(self, face: Image) -> Points | None:
        """The landmarks, or None where no face is found."""
        side = face.shape[0]
        border = round(side * BORDER_SHARE)
        wide = cv2.copyMakeBorder(face, border, border, border, border, cv2.BORDER_REPLICATE)
        large = cv2.resize(wide, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
        found = self._mesh.process(np.repeat(large[..., None], 3, axis=2)).multi_face_landmarks
        if not found:
            return None
        points = np.array([(mark.x, mark.y) for mark in found[0].landmark], dtype=np.float32)
        shares = points * (wide.shape[0] / side) - border / side
        return np.asarray(shares, dtype=np.float32)

    def close(self) -> None:
        """Free the model."""
        self._mesh.close()


def distances(points: Points) -> Features:
    """All distances between 49 landmarks in units of that between the eyes, float32 (1176,)."""
    eyes = [points[list(corners)].mean(axis=0) for corners in (LEFT_EYE, RIGHT_EYE)]
    unit = max(float(np.linalg.norm(eyes[0] - eyes[1])), 1e-3)
    marks = points[list(MEASURED)]
    first, second = np.triu_indices(len(MEASURED), 1)
    apart = np.linalg.norm(marks[first] - marks[second], axis=1) / unit
    return np.asarray(apart, dtype=np.float32)


def drawn(points: Points, ground: Image) -> Image:
    """The contours of brows, eyes, lips and face as white lines on `ground`, uint8 (H, W)."""
    from mediapipe.python.solutions.face_mesh_connections import FACEMESH_CONTOURS

    picture = ground.copy()
    places = np.rint(points * ground.shape[0] * 16).astype(int)
    for start, end in FACEMESH_CONTOURS:
        first, second = (tuple(int(n) for n in places[mark]) for mark in (start, end))
        cv2.line(picture, first, second, 255, 1, cv2.LINE_AA, shift=4)
    return picture


def linear_scores(train_x: Any, labels: Any, valid_x: Any) -> tuple[Any, dict[str, Any]]:
    """Scores (M, 6) of a linear classifier, and what cross-validation chose.

    Distances between landmarks depend on each other and gain much by whitening, gradients lose by
    it; so that is chosen too, on the training faces alone.
    """
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import StandardScaler

    steps = [("scale", StandardScaler()), ("whiten", None)]
    search = GridSearchCV(
        Pipeline([*steps, ("linear", LogisticRegression(max_iter=1000))]),
        {
            "whiten": ["passthrough", PCA(KEPT_VARIANCE, whiten=True)],
            "linear__C": list(STRENGTHS),
        },
        cv=3,
    )
    search.fit(train_x, labels)
    scores = np.zeros((len(valid_x), EMOTION_COUNT))
    scores[:, search.classes_] = search.predict_proba(valid_x)
    whitened = search.best_params_["whiten"] != "passthrough"
    return scores, {"strength": float(search.best_params_["linear__C"]), "whitened": whitened}
