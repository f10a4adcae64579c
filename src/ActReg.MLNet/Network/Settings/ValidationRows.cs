namespace ActReg.MLNet;

/// <summary>Which rows of the training set <see cref="TrainingOptions.ValidationFraction"/> sets aside.</summary>
public enum ValidationRows
{
    /// <summary>Rows that the seed draws; with a <see cref="TrainingOptions.SamplingKeyColumnName"/>, all rows of the values that it draws.</summary>
    Random,

    /// <summary>The last ones, in the view's order; Keras's <c>validation_split</c>. For time series: nothing that came later is trained on.</summary>
    Last,
}
