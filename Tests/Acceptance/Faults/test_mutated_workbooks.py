"""Workbooks with random damage end in a clear refusal, in marks, or as what they say; never in a failure of ours."""

import collections

from fault_house import CORPUS
from fault_outcomes import assert_ends_well, bounded
from fault_workbooks import mutations, summary, wrong_summary

SEED = 20_261_122


def assert_all_end_well(house, source, count, seed):
    outcomes = collections.Counter()
    with bounded(house, seconds=120, growth=128 << 20):
        for number, content in enumerate(mutations(source, count, seed)):
            try:
                outcomes[assert_ends_well(house, content)[0]] += 1
            except AssertionError as error:
                raise AssertionError(f"mutation {number} of seed {seed}: {error}") from error
    assert outcomes["refused"] > count // 10, outcomes
    assert outcomes["staged"] + outcomes["rejected"] > 0, outcomes


def test_damage_to_a_right_workbook_ends_well(loaded_house):
    assert_all_end_well(loaded_house, summary(40, seed=4), 150, SEED)


def test_damage_to_a_wrong_workbook_ends_well(loaded_house):
    assert_all_end_well(loaded_house, wrong_summary(40, seed=5), 150, SEED + 1)


def test_damage_to_a_rich_workbook_ends_well(loaded_house):
    assert_all_end_well(loaded_house, (CORPUS / "inventory-table.xlsx").read_bytes(), 100, SEED + 2)


def test_no_damage_made_an_error_of_ours(loaded_house):
    assert "request failed" not in loaded_house.tail(10 << 20)
    assert "job failed" not in loaded_house.tail(10 << 20)
    loaded_house.sweep()
