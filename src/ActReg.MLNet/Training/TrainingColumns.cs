namespace ActReg.MLNet;

/// <summary>What the columns of a training said of themselves, by which other data can be seen to be at another stage of a pipeline.</summary>
/// <param name="Features">The features column.</param>
/// <param name="Label">The label column.</param>
internal sealed record TrainingColumns(FeatureMarks Features, LabelMarks Label);
