using System.Reflection;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What every trainer is checked for, by name; docs/reliability.md says where each idea is from.</summary>
internal static class TrainerChecks
{
    public static IReadOnlyDictionary<string, Action<CheckedTrainer>> All { get; } =
        new[] { typeof(FittingChecks), typeof(WeightChecks), typeof(SamenessChecks), typeof(SurroundingsChecks), typeof(RefusalChecks) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .ToDictionary(method => method.Name, method => method.CreateDelegate<Action<CheckedTrainer>>());
}
