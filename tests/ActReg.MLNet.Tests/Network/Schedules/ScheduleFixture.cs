using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>Golden/schedules.json: the factors of PyTorch's and Keras's learning-rate schedules.</summary>
internal sealed record ScheduleFixture(
    JsonElement Meta, ScheduleCase[] Schedules, Dictionary<string, double[]> Monitored, PlateauCase[] Plateaus)
{
    public static ScheduleFixture Load() => GoldenFile.ReadObject<ScheduleFixture>("schedules.json");
}
