"""The instances of the example cloud: what state each is in, and what a stop does to it.

Everything lives in memory under one lock. Time passes only by looking at the clock, so no thread
runs in the background: a shutdown that is due is finished by whoever looks next.
"""

import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from refusal import IN_OPERATION, UNSUPPORTED_STATUS, Refusal

# The document names the first three (lines 10-11); the others are the rest of the vendor's published list.
STATES = (
    "RUNNING", "STOPPING", "STOPPED",
    "DEPLOYING", "REBUILDING", "REBOOT", "BOOTING", "RELEASING", "RECYCLE", "RECYCLING",
    "CREATE_FAILED", "IMAGING", "RESIZING",
)
STOPPABLE = ("RUNNING", "STOPPING")  # line 10

# Conditions that no field of the API sets; they come with the instance from its fixture.
SOFT_STOP_HANGS = "soft-stop-hangs"
OPERATION_RUNS = "in-operation"
ABSENT = "absent"
TRAITS = (SOFT_STOP_HANGS, OPERATION_RUNS, ABSENT)

SHUTDOWN_SECONDS = 0.3
MAX_COUNT = 1000  # instances of one fixture
CAPACITY = 20_000  # instances at one time


class Unavailable(Exception):
    """A fixture that cannot be had, with a reason for programs and a message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


@dataclass
class Instance:
    """One virtual machine. `stops_at` is when its shutdown ends; None: none runs, or it hangs."""

    state: str
    traits: frozenset[str]
    stops_at: float | None = None

    def settle(self, now: float) -> None:
        """Finish a shutdown whose time has come."""
        if self.stops_at is not None and now >= self.stops_at:
            self.state, self.stops_at = "STOPPED", None

    def refusal(self) -> Refusal | None:
        """Why this instance cannot be stopped now. Where both codes fit, the first of the table wins."""
        if OPERATION_RUNS in self.traits:
            return Refusal(IN_OPERATION, "another operation is in progress on the instance")
        if self.state not in STOPPABLE:
            return Refusal(UNSUPPORTED_STATUS, f"an instance in state {self.state} cannot be stopped")
        return None

    def stop(self, force: bool, now: float) -> None:
        """Begin a shutdown, or go on with the one that runs.

        Line 10 allows a stop while STOPPING, line 11 allows no operation at all during a shutdown. We read
        line 10 as the exception for this very operation: it is how a shutdown that hangs is forced.
        A second stop never postpones the end of the first.
        """
        self.state = "STOPPING"
        hangs = SOFT_STOP_HANGS in self.traits and not force
        if self.stops_at is None and not hangs:
            self.stops_at = now + SHUTDOWN_SECONDS


class Cloud:
    """All instances, safe for use by many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._instances: dict[str, Instance] = {}

    def create(self, state: str, traits: list[str], count: int) -> list[str]:
        """Make instances in a state (none: RUNNING) and keep them there until somebody stops them.

        A fixture in STOPPING has a shutdown that does not end by itself; the next stop goes on with it.
        """
        state = state or "RUNNING"
        check_fixture(state, traits, count)
        ids = [f"zec-{uuid.uuid4().hex[:20]}" for _ in range(count)]
        if ABSENT in traits:
            return ids
        with self._lock:
            if len(self._instances) + count > CAPACITY:
                raise Unavailable("too_many", f"{CAPACITY} instances exist or would exist; release some")
            for id_ in ids:
                self._instances[id_] = Instance(state, frozenset(traits))
        return ids

    def remove(self, ids: Iterable[str]) -> None:
        """Forget instances. Ids that name nothing are no mistake: absent fixtures are released too."""
        with self._lock:
            for id_ in ids:
                self._instances.pop(id_, None)

    def states(self, ids: Collection[str] = ()) -> list[tuple[str, str]]:
        """Id and state of the named instances, or of all; ids that name nothing are left out."""
        with self._lock:
            now = self._clock()
            chosen = dict.fromkeys(ids or self._instances)
            found = [(id_, self._instances[id_]) for id_ in chosen if id_ in self._instances]
            for _, instance in found:
                instance.settle(now)
            return [(id_, instance.state) for id_, instance in found]

    def stop(self, ids: Iterable[str], force: bool) -> list[str]:
        """Stop instances and return the ids for which that failed.

        The document has two places for trouble and does not say what goes where. Our reading: the codes of
        lines 76-77 come with HTTP 400 and so refuse the request as a whole, before anything is touched. An id
        that names nothing has no code in the table; it goes into the list of failed ids of line 29.
        """
        with self._lock:
            now = self._clock()
            wanted = list(dict.fromkeys(ids))  # an id named twice is one instance
            found = [self._instances[id_] for id_ in wanted if id_ in self._instances]
            for instance in found:
                instance.settle(now)
                if refusal := instance.refusal():
                    raise refusal
            for instance in found:
                instance.stop(force, now)
            return [id_ for id_ in wanted if id_ not in self._instances]


def check_fixture(state: object, traits: object, count: object) -> None:
    """Raise Unavailable for a fixture that this cloud cannot make. The values come unchecked from outside."""
    if state not in STATES:
        raise Unavailable("unknown_state", f"no instance can be in state {state!r}")
    if not isinstance(traits, list):
        raise Unavailable("bad_request", "traits must be a list")
    if unknown := [trait for trait in traits if trait not in TRAITS]:
        raise Unavailable("unknown_trait", f"no instance can have the trait {unknown[0]!r}")
    if ABSENT in traits and set(traits) != {ABSENT}:
        raise Unavailable("impossible", "an instance that does not exist has no other traits")
    if not isinstance(count, int) or not 1 <= count <= MAX_COUNT:
        raise Unavailable("too_many", f"count is {count!r}; between 1 and {MAX_COUNT} can be had at once")
