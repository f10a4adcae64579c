using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet;

/// <summary>ML.NET's prediction transformers, with another network in them and all else the same.</summary>
internal static class PredictionTransformers
{
    public static BinaryPredictionTransformer<BinaryModel> With(
        this BinaryPredictionTransformer<BinaryModel> transformer, IHostEnvironment env, TrainedNetwork network)
    {
        var logit = new NetworkModelParameters(env, network, PredictionKind.BinaryClassification);
        var model = new ValueMapperCalibratedModelParameters<NetworkModelParameters, PlattCalibrator>(
            env, logit, transformer.Model.Calibrator);
        return new BinaryPredictionTransformer<BinaryModel>(
            env, model, transformer.TrainSchema, transformer.FeatureColumnName, transformer.Threshold,
            transformer.ThresholdColumn);
    }

    public static MulticlassPredictionTransformer<MulticlassNetworkModelParameters> With(
        this MulticlassPredictionTransformer<MulticlassNetworkModelParameters> transformer, IHostEnvironment env,
        TrainedNetwork network) =>
        new(
            env, new MulticlassNetworkModelParameters(env, network),
            transformer.TrainSchema, transformer.FeatureColumnName, LabelColumn(transformer));

    public static RegressionPredictionTransformer<NetworkModelParameters> With(
        this RegressionPredictionTransformer<NetworkModelParameters> transformer, IHostEnvironment env, TrainedNetwork network) =>
        new(
            env, new NetworkModelParameters(env, network, PredictionKind.Regression),
            transformer.TrainSchema, transformer.FeatureColumnName);

    /// <summary>The label whose annotations the scores have; private, unlike all else that a transformer is made of.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_trainLabelColumn")]
    private static extern ref string LabelColumn(MulticlassPredictionTransformer<MulticlassNetworkModelParameters> transformer);
}
