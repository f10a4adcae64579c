using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>The network, as an ordinary ML.NET pipeline.</summary>
internal static class FashionNetwork
{
    /// <summary>The place of the first convolution among the layers.</summary>
    public const int FirstConvolution = 0;

    /// <param name="mlContext">Makes it.</param>
    /// <param name="settings">How it is trained.</param>
    /// <param name="endEpoch">Told of each epoch.</param>
    /// <param name="cancellation">Ends training.</param>
    public static EstimatorChain<MulticlassPredictionTransformer<MulticlassNetworkModelParameters>> Pipeline(
        MLContext mlContext, FashionSettings settings, Action<EpochEnd> endEpoch, CancellationToken cancellation)
    {
        var penalty = settings.L1 > 0 ? ActivityRegularizer.L1(settings.L1) : null;
        var trainer = mlContext.MulticlassClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            InputShape = [1, FashionData.Side, FashionData.Side],
            Layers =
            [
                Layer.Conv2D(16, 3, activation: Activation.Relu, activityRegularizer: penalty),
                Layer.MaxPooling2D(),
                Layer.Conv2D(32, 3, activation: Activation.Relu, activityRegularizer: penalty),
                Layer.MaxPooling2D(),
                Layer.Flatten(),
                Layer.Dense(128, Activation.Relu),
                Layer.Dropout(0.3f),
            ],
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            LearningRate = settings.LearningRate,
            LearningRateSchedule = LearningRateSchedule.OneCycle(),
            OnEpochEnd = endEpoch,
            CancellationToken = cancellation,
        });
        var classes = mlContext.Data.LoadFromEnumerable(FashionData.Classes.Select(name => new Class { Name = name }));
        return mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(FashionImage.Kind), keyData: classes).Append(trainer);
    }

    private sealed class Class
    {
        public string Name { get; set; } = "";
    }
}
