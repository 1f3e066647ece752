"""The program's job: watch, read, choose, play, write down; the window and `run` steer it."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.errors import SONG_CODES, DataError, KnownError
from feeling_manager.core.gestures import GestureLook
from feeling_manager.core.listening import (
    Ending,
    OnNewEmotion,
    Vote,
    implicit_feedback,
    on_new_emotion,
)
from feeling_manager.core.personal import PersonalFit
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import (
    ActiveYtDlp,
    Camera,
    GestureReader,
    Player,
    ResolvedStream,
    StreamResolver,
    SurroundingsWatch,
    YtDlpUpdater,
)
from feeling_manager.core.recommender import Reason, Recommendation, Request, recommend
from feeling_manager.core.settings import Settings
from feeling_manager.core.smoothing import Smoother, SmoothingParameters
from feeling_manager.core.values import (
    DurationMs,
    EmotionReading,
    Observation,
    Surroundings,
    Track,
    TrackId,
)
from feeling_manager.runtime.analysis_thread import AnalysisThread
from feeling_manager.runtime.background_tasks import BackgroundTasks
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus, CaptureThread
from feeling_manager.runtime.diary import Diary
from feeling_manager.runtime.gesture_diary import GestureDiary
from feeling_manager.runtime.latest_frame import LatestFrame
from feeling_manager.runtime.library_jobs import LibraryJobs, LibraryTools
from feeling_manager.runtime.personal_reading import PersonalReading
from feeling_manager.runtime.playback import Playback
from feeling_manager.runtime.ytdlp_updates import YtDlpUpdates
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary

BATTERY_STRETCH: Final = 3.0
"""How many times longer the interval is on battery; a reading still comes within seconds."""

logger = logging.getLogger(__name__)


class MoodChoice(str, Enum):
    """Whose choice the songs follow, besides an `Emotion` chosen by hand."""

    FACE = "face"
    RANDOM = "random"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the user should know; `code` is stable, `detail` goes into a copied report."""

    code: str
    detail: str = ""
    track: Track | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session is made of; factories are called in the thread that owns the device.

    Without `ytdlp` the program never looks for a newer one, without `surroundings` it does not
    know when the screen is locked, without `make_gestures` it never looks for hands.
    """

    make_camera: Callable[[Settings], Camera]
    make_pipeline: Callable[[], Pipeline]
    player: Player
    resolver: StreamResolver
    library: TrackLibrary
    log: EmotionLog
    taste: Taste
    corrections: Corrections
    tools: LibraryTools
    ytdlp: YtDlpUpdater | None = None
    surroundings: SurroundingsWatch | None = None
    make_gestures: Callable[[], GestureReader] | None = None


class Session(QObject):
    """Owns the threads and decides. Thread: the GUI thread, the one of the database.

    Signals:
        ready(): the models are loaded and looking begins.
        observed(Observation): once per interval while the camera gives pictures.
        reading_changed(EmotionReading | None): the smoothed emotion is another one.
        camera_changed(CameraStatus): on, off, waiting for a camera, over.
        problem(Problem): something went wrong that the user should know.
        voted(): a song was voted on, or a vote was taken back.
        library_changed(), preferences_changed(): what lists show is out of date.
        settings_changed(Settings): other settings hold now.
    """

    ready = Signal()
    observed = Signal(object)
    reading_changed = Signal(object)
    camera_changed = Signal(object)
    problem = Signal(object)
    voted = Signal()
    library_changed = Signal()
    preferences_changed = Signal()
    settings_changed = Signal(object)

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        rng: random.Random | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._settings = settings
        self._rng = rng or random.Random()
        self._mood: MoodChoice | Emotion = MoodChoice.FACE
        self._reading: EmotionReading | None = None
        self._smoother = Smoother(SmoothingParameters(hold_s=settings.hold_s))
        self.camera_status = CameraStatus(CameraState.STARTING)
        self.frames = LatestFrame()
        self.diary = Diary(parts.log, self)
        self.gestures = GestureDiary(parts.log.gestures, self)
        self.tasks = BackgroundTasks(parent=self)
        self.chores = BackgroundTasks(parent=self)
        self.jobs = LibraryJobs(parts.tools, self)
        self._closed = False
        self._music_held = False
        self._around = Surroundings()
        self._held_by_lock = False
        self.personal = PersonalReading(parts.corrections, self)
        self._seen: Observation | None = None
        self.ytdlp = YtDlpUpdates(parts.ytdlp, self) if parts.ytdlp is not None else None
        self.playback = Playback(parts.player, parts.resolver, self.tasks, self._choose, self)
        self._capture = CaptureThread(self._camera_factory(settings), self.frames, self)
        self._analysis = AnalysisThread(
            parts.make_pipeline,
            self.frames,
            settings.sample_interval_s,
            self,
            parts.make_gestures,
        )
        self._analysis.set_gestures(settings.gestures)
        self._connect()

    def _connect(self) -> None:
        self._capture.status_changed.connect(self._on_camera_status)
        self._analysis.ready.connect(self.ready)
        self._analysis.observed.connect(self._on_observed)
        self._analysis.failed.connect(self._on_analysis_failed)
        self._analysis.looked_for_hands.connect(self._on_looked_for_hands)
        self._analysis.gestures_failed.connect(self._on_gestures_failed)
        self.gestures.failed.connect(self._on_diary_failed)
        self.playback.started.connect(self._on_started)
        self.playback.ended.connect(self._on_ended)
        self.playback.resolved.connect(self._on_resolved)
        self.playback.failed.connect(self._on_play_failed)
        self.playback.exhausted.connect(self._on_exhausted)
        self.diary.failed.connect(self._on_diary_failed)
        self.jobs.finished.connect(self.tracks_changed)
        self.personal.learnt.connect(self._on_learnt)
        self.personal.failed.connect(self._on_personal_failed)
        if self.ytdlp is not None:
            self.ytdlp.updated_by_itself.connect(self._on_ytdlp_updated)

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    @property
    def reading(self) -> EmotionReading | None:
        """The smoothed reading; None without a face."""
        return self._reading

    @property
    def mood(self) -> MoodChoice | Emotion:
        """Whose choice the songs follow."""
        return self._mood

    @property
    def is_music_wanted(self) -> bool:
        """Whether the user lets it play, even where it waits for somebody to be there."""
        return self._held_by_lock or not self.playback.paused

    @property
    def library(self) -> TrackLibrary:
        """The songs; they are changed by `change_library`."""
        return self._parts.library

    @property
    def log(self) -> EmotionLog:
        """What was read and played."""
        return self._parts.log

    @property
    def taste(self) -> Taste:
        """Preferences and votes; after changing preferences by it call `taste_changed`."""
        return self._parts.taste

    def start(self) -> None:
        """Claim the camera and begin to look."""
        self._forget_old()
        self.personal.start()
        self.playback.set_volume(self._settings.volume)
        self.playback.set_level_volume(self._settings.level_volume)
        self._follow_surroundings()
        self._capture.start()
        if self._parts.surroundings is not None:
            self._parts.surroundings.watch(self._on_surroundings)
        self._analysis.start()

    def close(self) -> None:
        """Release the camera, close the open event and song, wait for the threads."""
        self._closed = True
        if self._parts.surroundings is not None:
            self._parts.surroundings.close()
        self._capture.stop()
        self._analysis.stop()
        self.playback.close()
        self.diary.close()
        self.gestures.close()
        self.jobs.close()
        self.personal.close()
        self.tasks.close()
        self.chores.close()
        if self.ytdlp is not None:
            self.ytdlp.close()
        for thread in (self._capture, self._analysis):
            if not thread.wait(10_000):
                logger.error("the %s thread did not end in time", thread.objectName())

    def apply(self, settings: Settings) -> None:
        """Use changed settings at once."""
        old, self._settings = self._settings, settings
        if settings.camera != old.camera:
            self._capture.use(self._camera_factory(settings))
        self._follow_surroundings()
        if settings.gestures != old.gestures:
            self._analysis.set_gestures(settings.gestures)
            self.gestures.close()
        if settings.hold_s != old.hold_s:
            self._smoother.set_hold_s(settings.hold_s)
        if settings.volume != old.volume:
            self.playback.set_volume(settings.volume)
        if settings.level_volume != old.level_volume:
            self.playback.set_level_volume(settings.level_volume)
        if settings.mode != old.mode:
            self.playback.replace_upcoming()
        self.settings_changed.emit(settings)

    def set_camera_on(self, on: bool) -> None:
        """Claim the camera, or release it at once; it stays so at the next start."""
        self.apply(self._settings.with_value("camera_on", on))

    def hold_music(self, held: bool) -> None:
        """Let readings start or change no song, as while the program introduces itself."""
        self._music_held = held
        if not held:
            self._follow_emotion()

    def retry_camera(self) -> None:
        """Open the camera again now, or a video from its beginning."""
        self._capture.use(self._camera_factory(self._settings))

    def correct(self, emotion: Emotion) -> bool:
        """Take in what the user says their expression looks like; False while none is seen."""
        seen = self._seen
        if seen is None or seen.general is None or self.camera_status.state is not CameraState.ON:
            return False
        self.personal.correct(emotion, seen.general)
        return True

    def choose_mood(self, mood: MoodChoice | Emotion) -> None:
        """Let songs follow the face, chance, or an emotion chosen by hand; starts the music."""
        self._mood = mood
        if self.playback.current is None:
            self.playback.start()
        else:
            self._follow_emotion()

    def play_track(self, track: Track) -> None:
        """Play a song that the user picked from the library."""
        self.playback.play_chosen(self._picked(track))

    def play_next(self, track: Track) -> None:
        """Let a song that the user picked be the next one."""
        self.playback.queue_chosen(self._picked(track))

    def _picked(self, track: Track) -> Recommendation:
        picked = Recommendation(track, self.effective_emotion, self._settings.mode, Reason.CHOSEN)
        page = self.library.found_uri(track.id)
        return picked if page is None else picked.at(page)

    def vote(self, track_id: TrackId, vote: Vote | None) -> None:
        """Set or take back the vote on a song; `never` also skips it."""
        with self._saying_failures():
            self.taste.vote(track_id, vote, datetime.now(timezone.utc))
        self.voted.emit()
        song = self.playback.now.recommendation
        if vote is Vote.NEVER and song is not None and song.track.id == track_id:
            self.playback.skip()

    def change_library(self, change: Callable[[TrackLibrary], object]) -> None:
        """Change songs; a database that cannot be written becomes a word to the user."""
        with self._saying_failures():
            change(self.library)
        self.tracks_changed()

    def tracks_changed(self) -> None:
        """Take changes of the library in."""
        self.library_changed.emit()

    def taste_changed(self) -> None:
        """Take changed preferences in: the next song follows them."""
        self.playback.replace_upcoming()
        self.preferences_changed.emit()

    def _forget_old(self) -> None:
        """Delete what is older than the user wants it kept."""
        days = self._settings.keep_history_days
        if days:
            with self._saying_failures():
                self.log.delete_before(datetime.now(timezone.utc) - timedelta(days=days))

    @contextmanager
    def _saying_failures(self) -> Iterator[None]:
        """Turn a database that cannot be written into a word; reading and music go on."""
        try:
            yield
        except DataError as error:
            self.problem.emit(Problem(error.code, error.detail))

    def _camera_factory(self, settings: Settings) -> Callable[[], Camera]:
        return lambda: self._parts.make_camera(settings)

    @property
    def effective_emotion(self) -> Emotion | None:
        """What songs are chosen for; None for a random choice or before the first reading."""
        if isinstance(self._mood, Emotion):
            return self._mood
        if self._mood is MoodChoice.RANDOM or self._reading is None:
            return None
        return self._reading.emotion

    def _choose(self, only_local: bool) -> Recommendation | None:
        request = Request(self.effective_emotion, self._settings.mode, self._recent(), only_local)
        preferences, feedback = self.taste.preferences(), self.taste.feedback()
        found = recommend(request, self.library.stock, preferences, feedback, self._rng)
        if found is None:
            return None
        page = self.library.found_uri(found.track.id)
        return found if page is None else found.at(page)

    def _recent(self) -> list[TrackId]:
        now = self.playback.now
        ahead = [r.track.id for r in (now.recommendation, now.upcoming) if r is not None]
        return [*self.log.recent_track_ids(), *ahead]

    def _on_camera_status(self, status: CameraStatus) -> None:
        self.camera_status = status
        if status.state is not CameraState.ON:
            self._end_reading()
        if status.problem is not None:
            self.problem.emit(Problem(status.problem))
        self.camera_changed.emit(status)

    def _end_reading(self) -> None:
        self._seen = None
        self._smoother.reset()
        self.diary.close_event()
        self.gestures.close()
        if self._reading is not None:
            self._reading = None
            self.reading_changed.emit(None)

    def _on_observed(self, observation: Observation) -> None:
        if self._closed or self.camera_status.state is not CameraState.ON:
            return  # a step that was under way when the camera was switched off
        before = self._reading.emotion if self._reading else None
        self._seen = observation
        self._reading = self._smoother.update(observation)
        self.diary.note_reading(self._reading)
        self.diary.note_heard(self.playback.heard_ms)
        self.observed.emit(observation)
        if (self._reading.emotion if self._reading else None) is not before:
            self.reading_changed.emit(self._reading)
            self._follow_emotion()

    def _on_looked_for_hands(self, look: GestureLook) -> None:
        # A look may have been under way when the camera or the option was switched off.
        on = self.camera_status.state is CameraState.ON and not self._closed
        if on and self._settings.gestures:
            self.gestures.note(look.gesture)

    def _on_gestures_failed(self, detail: str) -> None:
        self.gestures.close()
        self.problem.emit(Problem("gestures_unavailable", detail))

    def _follow_emotion(self) -> None:
        """Let the music follow a changed emotion or choice, by the user's rule."""
        emotion = self.effective_emotion
        if self._music_held or (emotion is None and self._mood is MoodChoice.FACE):
            return
        current = self.playback.current
        if current is None:
            if not self.playback.paused:
                self.playback.start()
            return
        action = on_new_emotion(
            current.emotion, emotion, self._settings.switch_song, self.playback.heard_ms
        )
        if action is OnNewEmotion.SWITCH_NOW:
            self.playback.switch()
        elif action is OnNewEmotion.REPLACE_NEXT or self._upcoming_is_stale(emotion):
            self.playback.replace_upcoming()

    def _upcoming_is_stale(self, emotion: Emotion | None) -> bool:
        upcoming = self.playback.now.upcoming
        return upcoming is not None and upcoming.emotion is not emotion

    def _on_surroundings(self, around: Surroundings) -> None:
        logger.info("surroundings: %s", around)
        self._around = around
        self._follow_surroundings()

    def _follow_surroundings(self) -> None:
        """Look only where somebody can be, and less often on battery."""
        settings = self._settings
        nobody = self._around.is_asleep or (self._around.is_locked and settings.pause_when_locked)
        self._capture.set_on(settings.camera_on and not nobody)
        saving = self._around.is_on_battery and settings.battery_saver
        stretch = BATTERY_STRETCH if saving else 1.0
        self._analysis.set_interval_s(settings.sample_interval_s * stretch)
        if nobody and self.playback.current is not None and not self.playback.paused:
            self._held_by_lock = True
            self.playback.pause()
        elif not nobody and self._held_by_lock:
            self._held_by_lock = False
            self.playback.start()

    def _on_learnt(self, fit: PersonalFit) -> None:
        self._analysis.set_personal(fit.head)

    def _on_personal_failed(self, error: KnownError) -> None:
        self.problem.emit(Problem(error.code, error.detail))

    def _on_analysis_failed(self, code: str, detail: str) -> None:
        self.problem.emit(Problem(code, detail))

    def _on_started(self, recommendation: Recommendation) -> None:
        self.diary.note_started(recommendation)

    def _on_ended(self, recommendation: Recommendation, ending: Ending, heard_ms: int) -> None:
        heard = DurationMs(heard_ms)
        self.diary.note_ended(ending, heard)
        weight = implicit_feedback(ending, heard)
        with self._saying_failures():
            self.taste.add_implicit(recommendation.track.id, weight, datetime.now(timezone.utc))

    def _on_resolved(self, recommendation: Recommendation, stream: ResolvedStream) -> None:
        track = recommendation.track
        with self._saying_failures():
            if stream.found_uri is not None or track.duration_ms is None:
                self.library.remember_found(track.id, stream.found_uri, stream.duration_ms)
            else:
                self.library.clear_problem(track.id)

    def _on_play_failed(self, recommendation: Recommendation, code: str) -> None:
        if code in SONG_CODES:
            with self._saying_failures():
                self.library.mark_problem(recommendation.track.id, code)
        self.problem.emit(Problem(code, track=recommendation.track))
        if code == "ytdlp_outdated" and self._settings.update_ytdlp and self.ytdlp is not None:
            self.ytdlp.update_if_due()

    def _on_ytdlp_updated(self, active: ActiveYtDlp) -> None:
        is_used = active is ActiveYtDlp.NOW
        self.problem.emit(Problem("ytdlp_updated" if is_used else "ytdlp_updated_next_start"))

    def _on_exhausted(self, code: str) -> None:
        self.problem.emit(Problem("nothing_playable", code))

    def _on_diary_failed(self, code: str) -> None:
        self.problem.emit(Problem(code))
