using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The rows of a training set, with what is to be set aside of them.</summary>
internal static class TrainingSource
{
    /// <param name="env">The trainer's.</param>
    /// <param name="data">The training set.</param>
    /// <param name="settings">What share to set aside, which rows, and the seed.</param>
    /// <param name="byClass">Whether labels are classes.</param>
    /// <param name="values">What features may be.</param>
    /// <exception cref="ArgumentException">The column to sample by is missing, or is of a type that cannot be sampled by.</exception>
    public static ExampleSource Of(IHostEnvironment env, RoleMappedData data, TrainingSettings settings, bool byClass, FeatureDomain values)
    {
        var (fraction, seed) = (settings.ValidationFraction, settings.Seed);
        RowGroups? groups = null;
        if (settings.SamplingKeyColumnName is { } name)
        {
            (data, var hashColumn) = SamplingKeyColumn.Hash(env, data, name);
            groups = new RowGroups(name, hashColumn);
        }

        SetAsideRows? setAside = fraction == 0 ? null
            : groups != null ? new GroupedRows(new ValidationDraw(fraction, seed), groups)
            : settings.ValidationRows == ValidationRows.Last ? new LastRows(fraction) : new RandomRows(fraction, seed, byClass);
        return new ExampleSource(data, "training set", values) { SetAside = setAside, Groups = groups, Window = settings.SeriesWindow };
    }
}
