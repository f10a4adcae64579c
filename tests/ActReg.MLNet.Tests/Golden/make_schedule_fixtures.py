#!/usr/bin/env python3
"""Writes schedules.json beside this file, with PyTorch 1.13's schedulers and, written anew here, Keras 3.16's formulas and RealMLP's.

Every number is a factor: the learning rate divided by the base rate, which is PyTorch's lr (OneCycleLR's max_lr) and Keras's
initial_learning_rate (with warm-up, CosineDecay's warmup_target).

PyTorch's: torch.optim.lr_scheduler in float64, stepped once a step or once an epoch, as each case's `every` says; two in
sequence are a SequentialLR. PyTorch computes exponential, linear and cosine schedules step from step; the script stops where
they differ from the closed forms by more than rounding.

Keras's (keras/src/optimizers/schedules/learning_rate_schedule.py):

  ExponentialDecay  rate^(step / decay_steps), with the quotient rounded down where staircase
  CosineDecay       (1 - alpha)(1 + cos(pi t)) / 2 + alpha, t = min(step, decay_steps) / decay_steps; with warm-up the line
                    from the initial factor at step 0 to 1 at step warmup_steps comes first, and t counts from there

RealMLP's (Holzmueller, Grinsztajn and Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular
data", 2024), with t the share of the training's steps before a step:

  coslog4   (1 - cos(2 pi log2(1 + 15 t))) / 2
  flat_cos  (1 + cos(pi (max(1, 2t) - 1))) / 2

ReduceLROnPlateau of both (Keras: keras/src/callbacks/reduce_lr_on_plateau.py) is told a monitored value after each epoch,
smaller being better; its factor is the one in force after the epoch, so that of the next. Where the two differ:

  patience   PyTorch reduces in the epoch after `patience` epochs without improvement, Keras in the last of them: Keras's
             patience n is PyTorch's n - 1, and Keras's 0 is its 1
  cooldown   PyTorch ignores the `cooldown` epochs after a reduction, Keras one fewer: Keras's 1 is its 0
  threshold  PyTorch: value < best (1 - threshold) (rel, its default), or value < best - threshold (abs); Keras only the latter,
             as value + min_delta < best, 1e-4 by default in both
  smallest   PyTorch leaves out reductions of at most eps = 1e-8 in the rate, and after one left out starts to count afresh, the
             cooldown included; Keras leaves out those at or below min_lr, and counts on

An epoch that improves in the cooldown sets the best value in both.
"""

import math
import warnings

import numpy as np
import torch
from torch.optim import lr_scheduler

import fixture_json

EPOCHS, STEPS_PER_EPOCH = 8, 5
STEPS = EPOCHS * STEPS_PER_EPOCH
ROUNDING = 1e-13

# SequentialLR itself steps in the way that it warns of.
warnings.filterwarnings("ignore", "The epoch parameter in `scheduler.step", UserWarning)


def optimizer():
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=1.0)


def torch_factors(create, count):
    sgd = optimizer()
    scheduler = create(sgd)
    for index in range(count):
        yield sgd.param_groups[0]["lr"]
        sgd.step()
        if index < count - 1:
            scheduler.step()


def in_sequence(first, second, milestone):
    def create(sgd):
        return lr_scheduler.SequentialLR(sgd, [first(sgd), second(sgd)], [milestone])

    return create


def torch_case(name, schedule, every, options, create, expected=None, steps_per_epoch=STEPS_PER_EPOCH, epochs=EPOCHS):
    """`expected`, where given, is the closed form: a function from the number of the step or epoch, from 0, to the factor."""
    count = epochs * steps_per_epoch if every == "step" else epochs
    factors = list(torch_factors(create, count))
    if expected is not None:
        assert np.allclose(factors, [expected(index) for index in range(count)], rtol=0, atol=ROUNDING), name
    if every == "epoch":
        factors = np.repeat(factors, steps_per_epoch)
    return {
        "name": name, "schedule": schedule, "source": "pytorch", "options": options, "every": every, "epochs": epochs,
        "steps_per_epoch": steps_per_epoch, "factors": factors,
    }


def exponential(name, every, gamma):
    create = lambda sgd: lr_scheduler.ExponentialLR(sgd, gamma)  # noqa: E731
    return torch_case(name, "exponential", every, {"gamma": gamma}, create, lambda index: gamma**index)


def half_cosine(part, end):
    return end + (1 - end) * (1 + math.cos(math.pi * part)) / 2


def cosine(name, every, t_max, eta_min):
    create = lambda sgd: lr_scheduler.CosineAnnealingLR(sgd, t_max, eta_min)  # noqa: E731
    options = {"t_max": t_max, "eta_min": eta_min}
    return torch_case(name, "cosine", every, options, create, lambda index: half_cosine(index / t_max, eta_min))


def one_cycle(name, epochs=EPOCHS, steps_per_epoch=STEPS_PER_EPOCH, **changed):
    options = {"anneal_strategy": "cos", "pct_start": 0.3, "div_factor": 25.0, "final_div_factor": 1e4, **changed}
    total = epochs * steps_per_epoch
    create = lambda sgd: lr_scheduler.OneCycleLR(sgd, 1.0, total, cycle_momentum=False, **options)  # noqa: E731
    all_options = dict(options, total_steps=total)
    return torch_case(name, "one_cycle", "step", all_options, create, epochs=epochs, steps_per_epoch=steps_per_epoch)


def warmup_cosine(name, every, start_factor, warmup, t_max, eta_min):
    def expected(index):
        if index < warmup:
            return start_factor + (1 - start_factor) * index / warmup
        return half_cosine((index - warmup) / t_max, eta_min)

    create = in_sequence(
        lambda sgd: lr_scheduler.LinearLR(sgd, start_factor, total_iters=warmup),
        lambda sgd: lr_scheduler.CosineAnnealingLR(sgd, t_max, eta_min), warmup)
    options = {"start_factor": start_factor, "total_iters": warmup, "t_max": t_max, "eta_min": eta_min}
    return torch_case(name, "warmup_cosine", every, options, create, expected)


def keras_case(name, schedule, options, factor, source="keras"):
    return {
        "name": name, "schedule": schedule, "source": source, "options": options, "every": "step", "epochs": EPOCHS,
        "steps_per_epoch": STEPS_PER_EPOCH, "factors": [factor(step) for step in range(STEPS)],
    }


def exponential_decay(name, decay_steps, decay_rate, staircase):
    def factor(step):
        power = step // decay_steps if staircase else step / decay_steps
        return decay_rate**power

    options = {"decay_steps": decay_steps, "decay_rate": decay_rate, "staircase": staircase}
    return keras_case(name, "exponential_decay", options, factor)


def cosine_decay(name, decay_steps, alpha, warmup_steps=0, initial_factor=1.0):
    def factor(step):
        if step < warmup_steps:
            return initial_factor + (1 - initial_factor) * step / warmup_steps
        return half_cosine(min(step - warmup_steps, decay_steps) / decay_steps, alpha)

    options = {"decay_steps": decay_steps, "alpha": alpha, "warmup_steps": warmup_steps, "initial_factor": initial_factor}
    return keras_case(name, "cosine_decay", options, factor)


def realmlp(name, share_factor):
    return keras_case(name, name, {}, lambda step: share_factor(step / STEPS), source="realmlp")


SCHEDULES = [
    exponential("exponential_epoch", "epoch", 0.9),
    exponential("exponential_step", "step", 0.97),
    cosine("cosine_step", "step", STEPS, 0.0),
    cosine("cosine_epoch", "epoch", EPOCHS, 0.0),
    cosine("cosine_step_to_minimum", "step", STEPS, 0.1),
    cosine("cosine_step_reaches_minimum", "step", STEPS - 1, 0.01),
    one_cycle("one_cycle_cos"),
    one_cycle("one_cycle_linear", anneal_strategy="linear"),
    one_cycle("one_cycle_cos_peak_between_steps", pct_start=0.33, div_factor=10.0, final_div_factor=100.0),
    one_cycle("one_cycle_linear_peak_between_steps", anneal_strategy="linear", pct_start=0.33),
    one_cycle("one_cycle_all_rise", pct_start=1.0),
    one_cycle("one_cycle_one_step", epochs=1, steps_per_epoch=1),
    one_cycle("one_cycle_two_steps", epochs=2, steps_per_epoch=1),
    one_cycle("one_cycle_three_steps", epochs=1, steps_per_epoch=3),
    one_cycle("one_cycle_seven_steps", epochs=1, steps_per_epoch=7),
    warmup_cosine("warmup_cosine_step", "step", 0.1, 8, STEPS - 8, 0.0),
    warmup_cosine("warmup_cosine_step_to_minimum", "step", 1 / 3, 5, STEPS - 5, 0.05),
    warmup_cosine("warmup_cosine_epoch", "epoch", 0.25, 2, EPOCHS - 2, 0.0),
    exponential_decay("exponential_decay", 15, 0.5, False),
    exponential_decay("exponential_decay_staircase", 15, 0.5, True),
    exponential_decay("exponential_decay_per_epoch_staircase", STEPS_PER_EPOCH, 0.9, True),
    cosine_decay("cosine_decay", STEPS, 0.0),
    cosine_decay("cosine_decay_alpha", 30, 0.1),
    cosine_decay("cosine_decay_warmup", 32, 0.0, 8, 0.0),
    cosine_decay("cosine_decay_warmup_alpha", 25, 0.05, 10, 0.2),
    realmlp("coslog4", lambda t: 0.5 * (1 - math.cos(2 * math.pi * math.log2(1 + 15 * t)))),
    realmlp("flat_cos", lambda t: 0.5 * (1 + math.cos(math.pi * (max(1, 2 * t) - 1)))),
]


def torch_plateau(values, factor, patience, threshold, cooldown, min_factor, relative):
    sgd = optimizer()
    scheduler = lr_scheduler.ReduceLROnPlateau(
        sgd, factor=factor, patience=patience, threshold=threshold, threshold_mode="rel" if relative else "abs",
        cooldown=cooldown, min_lr=min_factor)
    for value in values:
        scheduler.step(value)
        yield sgd.param_groups[0]["lr"]


def keras_plateau(values, factor, patience, threshold, cooldown, min_factor, relative):
    assert not relative
    rate, best, waited, cooling = 1.0, math.inf, 0, 0
    for value in values:
        if cooling > 0:
            cooling -= 1
        if value + threshold < best:
            best = value
            waited = 0
        elif cooling == 0:
            waited += 1
            if waited >= patience and rate > min_factor:
                rate = max(rate * factor, min_factor)
                cooling = cooldown
                waited = 0
        yield rate


def monitored():
    random = np.random.RandomState(7)
    epochs = np.arange(24)
    return {
        "constant": np.full(24, 0.75),
        "falling": np.round(1.5 * 0.8**epochs + 0.25, 4),
        "flattening": np.round(0.5 + 0.5**epochs + random.normal(0, 2e-4, 24), 6),
        "noisy": np.round(0.3 + 0.7 * 0.85**epochs + random.normal(0, 0.05, 24), 4),
        "rising_then_falling": np.round(np.concatenate([0.5 + 0.02 * epochs[:12], 0.7 - 0.05 * epochs[:12]]), 4),
        # Steps of 0.25, exact in binary: with that threshold, a fall by as much is no improvement, two falls are.
        "quarters": np.array([4, 3.75, 3.75, 3.5, 3.25, 3.25, 3, 3, 3, 2.75, 2.75, 2.75, 2.75, 2, 1.75, 1.75, 1.5] + [1.5] * 7),
    }


# Factor, patience, threshold, cooldown, smallest factor, whether the threshold is relative.
PLATEAUS = [
    (0.1, 2, 1e-4, 0, 0.0, False),
    (0.5, 2, 1e-4, 0, 0.0, True),
    (0.5, 2, 1e-4, 1, 0.0, False),
    (0.5, 2, 1e-4, 3, 0.0, False),
    (0.5, 0, 1e-4, 2, 0.0, False),
    (0.5, 1, 1e-4, 0, 0.2, False),
    (0.5, 1, 0.25, 2, 0.0, False),
    (0.1, 2, 0.05, 0, 1e-3, True),
]


def plateaus():
    names = ("factor", "patience", "threshold", "cooldown", "min_factor", "relative")
    for sequence, values in monitored().items():
        for arguments in PLATEAUS:
            options = dict(zip(names, arguments))
            ours = None if options["relative"] else list(keras_plateau(values, **options))
            yield {"values": sequence, **options, "pytorch": list(torch_plateau(values, **options)), "keras": ours}


def check_differences(cases):
    """What the docstring says of patience and cooldown, without a floor: Keras is PyTorch with one less of each."""
    values = monitored()
    for case in cases:
        options = {key: case[key] for key in ("factor", "threshold", "min_factor", "relative")}
        if case["keras"] is None or case["min_factor"] > 0:
            continue
        patience, cooldown = max(case["patience"] - 1, 0), max(case["cooldown"] - 1, 0)
        other = list(torch_plateau(values[case["values"]], patience=patience, cooldown=cooldown, **options))
        # PyTorch's eps keeps it from rates below 1e-8.
        large = np.asarray(other) > 1e-7
        assert np.array_equal(np.asarray(case["keras"])[large], np.asarray(other)[large]), case
    assert sum(case["keras"] is not None and case["keras"] != case["pytorch"] for case in cases) > 10
    assert len({tuple(case["pytorch"]) for case in cases}) > len(cases) // 2


META = {
    "made_by": f"make_schedule_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; formulas of Keras 3.16 and RealMLP",
    "factors": "[step], over all epochs: the step's learning rate divided by the base rate",
    "every": "step: the factor changes with each step; epoch: with each epoch. t_max and total_iters count the same",
    "base_rate": "PyTorch's lr; one_cycle: max_lr; Keras's initial_learning_rate; cosine_decay with warm-up: warmup_target, of "
                 "which initial_factor is initial_learning_rate's part",
    "one_cycle": "the peak is at step pct_start total_steps - 1, whole or not, steps counting from 0; factors start at "
                 "1 / div_factor unless the peak lies before step 0, and end at 1 / div_factor / final_div_factor unless it "
                 "lies at the last",
    "monitored": "a value after each epoch; smaller is better",
    "plateaus": "pytorch, keras: [epoch], the factor in force after the epoch. Keras: null where the threshold is relative",
    "plateau_differences": "Keras's patience n is PyTorch's n - 1 (0 is 1 in Keras), its cooldown c PyTorch's c - 1 (1 is 0 in "
                           "Keras); PyTorch leaves out reductions of at most 1e-8",
}

if __name__ == "__main__":
    plateau_cases = list(plateaus())
    check_differences(plateau_cases)
    fixture_json.write("schedules.json", {
        "meta": META, "schedules": SCHEDULES, "monitored": monitored(), "plateaus": plateau_cases,
    })
