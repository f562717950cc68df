"""Tests of the state machine, with a clock that moves only when told to."""

import unittest

from refusal import Refusal
from state import CAPACITY, MAX_COUNT, SHUTDOWN_SECONDS, STATES, STOPPABLE, Cloud, Unavailable


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class StateTest(unittest.TestCase):
    """What a stop does to instances in every state."""

    def setUp(self) -> None:
        self.clock = Clock()
        self.cloud = Cloud(self.clock)

    def make(self, state: str = "", *traits: str) -> str:
        return self.cloud.create(state, list(traits), 1)[0]

    def state(self, id_: str) -> str:
        return dict(self.cloud.states([id_]))[id_]

    def later(self) -> None:
        self.clock.now += SHUTDOWN_SECONDS

    def test_stop_goes_through_stopping(self) -> None:
        for force in (True, False):
            id_ = self.make()
            self.assertEqual(self.state(id_), "RUNNING")
            self.assertEqual(self.cloud.stop([id_], force), [])
            self.assertEqual(self.state(id_), "STOPPING")
            self.later()
            self.assertEqual(self.state(id_), "STOPPED")

    def test_hanging_stop_ends_only_by_force(self) -> None:
        id_ = self.make("RUNNING", "soft-stop-hangs")
        self.cloud.stop([id_], force=False)
        self.later()
        self.assertEqual(self.state(id_), "STOPPING")
        self.cloud.stop([id_], force=True)
        self.later()
        self.assertEqual(self.state(id_), "STOPPED")

    def test_second_stop_does_not_postpone_the_first(self) -> None:
        id_ = self.make()
        self.cloud.stop([id_], force=False)
        self.clock.now += SHUTDOWN_SECONDS / 2
        self.cloud.stop([id_], force=True)
        self.clock.now = SHUTDOWN_SECONDS
        self.assertEqual(self.state(id_), "STOPPED")

    def test_other_states_refuse_and_keep(self) -> None:
        for state in STATES:
            with self.subTest(state):
                bystander, id_ = self.make(), self.make(state)
                if state in STOPPABLE:
                    self.assertEqual(self.cloud.stop([bystander, id_], True), [])
                    continue
                with self.assertRaises(Refusal) as caught:
                    self.cloud.stop([bystander, id_], True)
                self.assertEqual(caught.exception.code, "UNSUPPORTED_OPERATION_INSTANCE_STATUS")
                self.assertEqual([self.state(bystander), self.state(id_)], ["RUNNING", state])

    def test_operation_in_progress_refuses(self) -> None:
        id_ = self.make("RUNNING", "in-operation")
        with self.assertRaises(Refusal) as caught:
            self.cloud.stop([id_], True)
        self.assertEqual(caught.exception.code, "OPERATION_DENIED_INSTANCE_IN_OPERATION")
        self.assertEqual(self.state(id_), "RUNNING")

    def test_absent_ids_are_listed_and_the_others_stop(self) -> None:
        id_, absent = self.make(), self.make("", "absent")
        self.assertEqual(self.cloud.stop([absent, id_], True), [absent])
        self.assertEqual(self.cloud.states([id_, absent]), [(id_, "STOPPING")])

    def test_capacity_is_bounded(self) -> None:
        for _ in range(CAPACITY // MAX_COUNT):
            self.cloud.create("", [], MAX_COUNT)
        with self.assertRaises(Unavailable) as caught:
            self.cloud.create("", [], 1)
        self.assertEqual(caught.exception.reason, "too_many")


if __name__ == "__main__":
    unittest.main()
