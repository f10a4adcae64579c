using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>What measures a second data set while it is fitted.</summary>
internal interface ITakesValidationSet
{
    /// <param name="trainData">The rows to fit to.</param>
    /// <param name="validationData">Rows of the same columns.</param>
    ITransformer Fit(IDataView trainData, IDataView validationData);
}
