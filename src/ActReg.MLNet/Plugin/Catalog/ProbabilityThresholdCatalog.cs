using ActReg.MLNet;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>
/// Where <c>mlContext.BinaryClassification</c> moves the border between the two predicted labels by what users know, a probability or costs:
/// ML.NET's <see cref="BinaryClassificationCatalog.ChangeModelThreshold"/> takes a score, which of a network is the logit.
/// </summary>
public static class ProbabilityThresholdCatalog
{
    /// <summary>The same model, which predicts <see langword="true"/> where the probability of that is above a threshold.</summary>
    /// <remarks>
    /// From then on the column PredictedLabel says whether Probability is above this threshold: below 0.5 it can be <see langword="true"/> at a low
    /// probability. Before, PredictedLabel says whether Score is above 0, which is a probability of 0.5; but where
    /// <see cref="ActivityRegularizedOptionsBase.CorrectPriors"/> corrected probabilities for class weights, it is a lower or higher one: there, too,
    /// PredictedLabel can be <see langword="true"/> at a low probability, until the threshold is set here. Score and Probability stay as they are.
    /// A loaded model's last transformer can be given as it is: cast it to this method's type. Works for every model that Platt's formula
    /// calibrates: ML.NET's own, too.
    /// </remarks>
    /// <typeparam name="TSubModel">What is calibrated.</typeparam>
    /// <param name="catalog">The tasks of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="probability">The threshold, above 0 and below 1. Before the change it is 0.5, unless probabilities were corrected for class weights.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is out of range.</exception>
    /// <exception cref="ArgumentException">The model's probability does not rise with its score.</exception>
    public static BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> ChangeModelProbabilityThreshold<TSubModel>(
        this BinaryClassificationCatalog catalog, BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> model,
        float probability)
        where TSubModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        Require.Fraction(probability);
        return ChangeThreshold(catalog, model, probability);
    }

    /// <summary>
    /// The same model, which predicts what costs least on average: <see langword="true"/> where the probability of that is above
    /// <c>falsePositive / (falsePositive + falseNegative)</c> (C. Elkan, "The foundations of cost-sensitive learning", 2001).
    /// </summary>
    /// <remarks>Where a false negative costs more than a false positive, the column PredictedLabel is <see langword="true"/> at probabilities below 0.5, too.</remarks>
    /// <typeparam name="TSubModel">What is calibrated.</typeparam>
    /// <param name="catalog">The tasks of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="falsePositive">What it costs to predict true where false is right, finite and above 0; of what unit does not matter.</param>
    /// <param name="falseNegative">What it costs to predict false where true is right, finite and above 0, in the same unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is out of range.</exception>
    /// <exception cref="ArgumentException">The model's probability does not rise with its score.</exception>
    public static BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> ChangeModelCosts<TSubModel>(
        this BinaryClassificationCatalog catalog, BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> model,
        float falsePositive, float falseNegative)
        where TSubModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        Require.Positive(falsePositive);
        Require.Positive(falseNegative);
        return ChangeThreshold(catalog, model, falsePositive / ((double)falsePositive + falseNegative));
    }

    private static BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> ChangeThreshold<TSubModel>(
        BinaryClassificationCatalog catalog, BinaryPredictionTransformer<CalibratedModelParametersBase<TSubModel, PlattCalibrator>> model,
        double probability)
        where TSubModel : class
    {
        var platt = model.Model.Calibrator;
        if (!(platt.Slope < 0))
            throw new ArgumentException(Rule.Broken("model", "must have a probability that rises with its score, a calibrator of negative slope", platt.Slope));
        // Platt's 1 / (1 + exp(slope x + offset)), solved for x.
        return catalog.ChangeModelThreshold(model, (float)((Math.Log(1 / probability - 1) - platt.Offset) / platt.Slope));
    }
}
