using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>The factors of all steps of one schedule of a <see cref="ScheduleFixture"/>.</summary>
internal sealed record ScheduleCase(
    string Name, string Schedule, string Source, Dictionary<string, JsonElement> Options, string Every, int Epochs,
    int StepsPerEpoch, double[] Factors)
{
    /// <summary>The same schedule here, and the steps of an epoch that make it so; null where it is not offered.</summary>
    public (LearningRateSchedule Schedule, int StepsPerEpoch)? Ours => Schedule switch
    {
        "exponential" when Every == "epoch" =>
            (LearningRateSchedule.Exponential(Number("gamma"), staircase: true), StepsPerEpoch),
        "exponential" => (LearningRateSchedule.Exponential(Number("gamma")), 1),
        "exponential_decay" when Count("decay_steps") % StepsPerEpoch == 0 => (
            LearningRateSchedule.Exponential(
                Number("decay_rate"), Count("decay_steps") / StepsPerEpoch, Options["staircase"].GetBoolean()),
            StepsPerEpoch),
        "cosine" when Every == "step" && Count("t_max") == Factors.Length =>
            (LearningRateSchedule.Cosine(Number("eta_min")), StepsPerEpoch),
        "cosine_decay" when Count("warmup_steps") == 0 && Count("decay_steps") == Factors.Length =>
            (LearningRateSchedule.Cosine(Number("alpha")), StepsPerEpoch),
        "cosine_decay" when Number("initial_factor") == 0 && Count("warmup_steps") + Count("decay_steps") == Factors.Length =>
            (LearningRateSchedule.Cosine(Number("alpha"), warmUpEpochs: 1), Count("warmup_steps")),
        "one_cycle" when Options["anneal_strategy"].GetString() == "cos" && Number("pct_start") < 1 => (
            LearningRateSchedule.OneCycle(Number("pct_start"), Number("div_factor"), Number("final_div_factor")), StepsPerEpoch),
        "coslog4" => (LearningRateSchedule.CosLog4(), StepsPerEpoch),
        "flat_cos" => (LearningRateSchedule.FlatCosine(), StepsPerEpoch),
        _ => null,
    };

    private double Number(string option) => Options[option].GetDouble();

    private int Count(string option) => Options[option].GetInt32();
}
