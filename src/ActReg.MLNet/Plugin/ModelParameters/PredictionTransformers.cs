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
    /// <summary>A whole pipeline with another network.</summary>
    /// <exception cref="ArgumentException">The network scores in a way that takes no other.</exception>
    public static ITransformer With(this ITransformer model, IHostEnvironment env, TrainedNetwork network) => model switch
    {
        ITransformerChainAccessor chain => new TransformerChain<ITransformer>(
            [.. chain.Transformers.Select(step => FittedNetworks.In(step).Any() ? step.With(env, network) : step)], chain.Scopes),
        BinaryPredictionTransformer<BinaryModel> binary => binary.With(env, network),
        BinaryPredictionTransformer<NetworkModelParameters> logit => new BinaryPredictionTransformer<NetworkModelParameters>(
            env, new NetworkModelParameters(env, network, PredictionKind.BinaryClassification), logit.TrainSchema, logit.FeatureColumnName, logit.Threshold, logit.ThresholdColumn),
        MulticlassPredictionTransformer<MulticlassNetworkModelParameters> multiclass => multiclass.With(env, network),
        RegressionPredictionTransformer<NetworkModelParameters> regression => regression.With(env, network),
        MultiOutputPredictionTransformer vector => new MultiOutputPredictionTransformer(
            env, new MultiOutputNetworkModelParameters(env, network, vector.Model.Kind), vector.FeatureColumnName),
        _ => throw new ArgumentException(Rule.Broken(
            nameof(model), "must score with its network as one of this plugin's trainers left it, or with another threshold", model.GetType().Name)),
    };

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
