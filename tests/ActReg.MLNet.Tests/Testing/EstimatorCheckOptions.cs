using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The inputs that an estimator or its transformer must refuse, and what it is excused from.</summary>
internal sealed record EstimatorCheckOptions
{
    /// <summary>Enough for the transformer, not for the estimator: without a label, or with a label of a wrong type.</summary>
    public IReadOnlyList<IDataView> TransformOnlyInputs { get; init; } = [];

    /// <summary>Could be fitted, but differ from the fitted input: another vector length, which no shape shows.</summary>
    public IReadOnlyList<IDataView> FitOnlyInputs { get; init; } = [];

    /// <summary>Good for nothing: without features, or with features of a wrong type.</summary>
    public IReadOnlyList<IDataView> InvalidInputs { get; init; } = [];

    /// <summary>Whether a second fit of the same estimator must give the same values bit for bit.</summary>
    public bool FitIsDeterministic { get; init; } = true;
}
