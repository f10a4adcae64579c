using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>What a trainer is for, as far as options ask.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Kind">What ML.NET calls it.</param>
internal sealed record NetworkTask(string Name, PredictionKind Kind)
{
    public static readonly NetworkTask Binary = new("classification", PredictionKind.BinaryClassification) { HasTwoClasses = true, HasClasses = true };

    /// <summary>The same without a column of probabilities.</summary>
    public static readonly NetworkTask NonCalibratedBinary = Binary with { HasProbability = false };

    public static readonly NetworkTask Multiclass = new("classification", PredictionKind.MulticlassClassification) { HasClasses = true };

    public static readonly NetworkTask Regression = new("regression", PredictionKind.Regression) { IsRegression = true, HasRegressionLoss = true };

    public static readonly NetworkTask MultiOutput = new("regression", PredictionKind.MultiOutputRegression) { IsRegression = true, HasRegressionLoss = true };

    public static readonly NetworkTask Quantiles = new("quantile regression", PredictionKind.MultiOutputRegression) { IsRegression = true, HasQuantiles = true };

    /// <summary>Of which ML.NET knows nothing.</summary>
    public static readonly NetworkTask Multilabel = new("multilabel classification", PredictionKind.Custom);

    /// <summary>Whether labels are numbers.</summary>
    public bool IsRegression { get; private init; }

    /// <summary>Whether <see cref="ActivityRegularizedOptionsBase.RegressionLoss"/> says what is minimized.</summary>
    public bool HasRegressionLoss { get; private init; }

    /// <summary>Whether <see cref="ActivityRegularizedOptionsBase.Quantiles"/> say what is minimized.</summary>
    public bool HasQuantiles { get; private init; }

    /// <summary>Whether a row is of one class.</summary>
    public bool HasClasses { get; private init; }

    public bool HasTwoClasses { get; private init; }

    /// <summary>Whether models give probabilities, where a row is of one class.</summary>
    public bool HasProbability { get; private init; } = true;
}
