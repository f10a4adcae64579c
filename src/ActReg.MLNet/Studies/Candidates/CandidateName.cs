namespace ActReg.MLNet;

/// <summary>What candidates are called, in tables, files, pages and legends alike: <c>L1 1e-4 before ReLU, BatchSum</c>.</summary>
internal static class CandidateName
{
    public const string NoPenalty = "no penalty";
    public const string EarlyStopping = "early stopping";

    /// <summary>What a function is called where there are several, or none that has a name.</summary>
    public const string AnyFunction = "activation";

    private static readonly string[] OfPenalty = [StudySpace.Norm, StudySpace.Strength, StudySpace.Placement, StudySpace.Reduction];

    /// <summary>A candidate's name.</summary>
    /// <param name="settings">All that are varied; what of a penalty is not, is as <see cref="StudySpace"/> has it by default.</param>
    /// <param name="function">The activation function of its hidden layers.</param>
    public static string Of(IReadOnlyList<StudySetting> settings, string function)
    {
        var isPenaltyVaried = settings.Any(setting => OfPenalty.Contains(setting.Name));
        return Join(settings, !isPenaltyVaried ? null : Penalty(
            Find(settings, StudySpace.Norm)?.Value ?? nameof(ActivityNorm.L1),
            Find(settings, StudySpace.Strength) ?? new(StudySpace.Strength, StudyValue.TextOf(CandidateDraft.DefaultStrength), CandidateDraft.DefaultStrength),
            Find(settings, StudySpace.Placement)?.Value ?? nameof(ActivityPlacement.PostActivation), function));
    }

    /// <summary>What candidates have in common, in the same words.</summary>
    /// <param name="settings">Those that they share.</param>
    /// <param name="function">The activation function of their hidden layers.</param>
    public static string OfGroup(IReadOnlyList<StudySetting> settings, string function) =>
        Join(settings, Penalty(Find(settings, StudySpace.Norm)?.Value, Find(settings, StudySpace.Strength), Find(settings, StudySpace.Placement)?.Value, function));

    /// <summary>The function that all of some layers end in.</summary>
    public static string FunctionOf(IReadOnlyList<Layer>? layers)
    {
        string[] names = [.. (layers ?? []).Where(layer => layer.HasActivities).Select(layer => layer.OutputFunction?.ToString() ?? AnyFunction).Distinct()];
        return names is [var name] ? name == "Relu" ? "ReLU" : name : AnyFunction;
    }

    /// <summary>What tells a penalty, of settings that are numbers and kinds of one; a strength of 0 is none.</summary>
    private static string? Penalty(string? norm, StudySetting? strength, string? placement, string function)
    {
        if (strength is { Number: 0 })
            return NoPenalty;
        var place = placement switch
        {
            nameof(ActivityPlacement.PreActivation) => $"before {function}",
            nameof(ActivityPlacement.PostActivation) => $"after {function}",
            _ => placement,
        };
        // A number alone does not say what of.
        var amount = norm == null && strength != null ? $"{strength.Name} {strength.Value}" : strength?.Value;
        string[] words = [.. new[] { norm, amount, place }.OfType<string>()];
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    private static string Join(IReadOnlyList<StudySetting> settings, string? penalty) => string.Join(", ",
    [
        .. new[] { penalty, penalty == NoPenalty ? null : Find(settings, StudySpace.Reduction)?.Value }.OfType<string>(),
        .. settings.Where(setting => !OfPenalty.Contains(setting.Name)).Select(setting => $"{setting.Name} {setting.Value}"),
    ]);

    private static StudySetting? Find(IReadOnlyList<StudySetting> settings, string name) => settings.FirstOrDefault(setting => setting.Name == name);
}
