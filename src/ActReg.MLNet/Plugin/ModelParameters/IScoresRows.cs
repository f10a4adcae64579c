using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What scores rows of plain arrays, with one network or several, and says what its scores are worth.</summary>
internal interface IScoresRows
{
    /// <summary>The network, or one of several that read the same features and have as many outputs.</summary>
    TrainedNetwork Network { get; }

    /// <summary>What a label is.</summary>
    DataViewType LabelType { get; }

    /// <summary>The loss of a row's scores.</summary>
    ScoreLoss RowLoss { get; }

    /// <summary>Scores many rows.</summary>
    void Score(ReadOnlySpan<float> features, Span<float> scores);
}
