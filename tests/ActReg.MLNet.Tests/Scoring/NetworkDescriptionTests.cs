using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>What is stored comes back: every kind of layer, activation, regularizer and setting, every number to the last bit.</summary>
[TestClass]
public sealed class NetworkDescriptionTests
{
    private static readonly Gen<float> Strength = Gen.OneOf(Gen.Float[0, float.MaxValue], Gen.OneOf(0f, float.Epsilon, 1e-4f, 0.1f, float.MaxValue));

    private static readonly Gen<Activation> AnyActivation = Gen.OneOf(
        Gen.OneOf(Activation.Linear, Activation.Relu, Activation.Silu, Activation.Tanh, Activation.Sigmoid),
        Gen.Bool.Select(approximate => Activation.Gelu(approximate)),
        Strength.Select(slope => Activation.LeakyRelu(slope)),
        Strength.Select(alpha => Activation.Elu(alpha)));

    private static readonly Gen<ActivityRegularizer> AnyRegularizer = Gen.Select(Strength, Strength, Gen.Enum<ActivityReduction>())
        .Select((l1, l2, reduction) => ActivityRegularizer.L1L2(l1, l2, reduction));

    private static readonly Gen<float> Share =
        Gen.OneOf(Gen.Float[0, 0.99f], Gen.OneOf(0f, float.Epsilon, MathF.BitDecrement(1)));

    private static readonly Gen<float> Positive = Strength.Select(strength => Math.Max(strength, float.Epsilon));

    private static readonly Gen<Layer> AnyLayer = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 5], AnyActivation, AnyRegularizer.Null(), Gen.Select(Share, Positive))
        .Select((kind, units, activation, regularizer, numbers) => (Layer)(kind switch
        {
            0 => Layer.Dense(units, activation, regularizer),
            1 => Layer.Activation(activation, regularizer),
            2 => Layer.Dropout(numbers.Item1, regularizer),
            3 => Layer.BatchNorm(numbers.Item1, numbers.Item2, regularizer),
            _ => Layer.LayerNorm(numbers.Item2, regularizer),
        }));

    private static readonly Gen<TrainingSettings> AnySettings = Gen.Select(
        Gen.Int[1, int.MaxValue], Gen.Int[1, int.MaxValue], Gen.Float[float.Epsilon, float.MaxValue], Gen.Bool, Gen.Int, Gen.Enum<TrainingEngine>())
        .Select((epochs, batchSize, learningRate, shuffle, seed, engine) => new TrainingSettings
        {
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
            Shuffle = shuffle,
            Seed = seed,
            Engine = engine,
        });

    [TestMethod]
    public void Descriptions_come_back_as_they_were() => Gen.Select(Gen.Int[1, int.MaxValue], AnyLayer.List[0, 5], AnySettings, Gen.Int[0, int.MaxValue])
        .Sample((inputSize, layers, settings, epochs) =>
        {
            var written = new NetworkDescription(inputSize, [.. layers, Layer.Dense(1)], settings, epochs);
            var read = NetworkDescription.FromJson(written.ToJson());
            Assert.AreEqual(written.InputSize, read.InputSize);
            Assert.AreEqual(written.Epochs, read.Epochs);
            Assert.AreEqual(written.Settings, read.Settings);
            TinyTraining.AreEqual(written.Layers, read.Layers);
        }, seed: "0000KOIPe036");

    /// <summary>Records of this kind are equal when all their values are, so this would not see one that was not stored.</summary>
    [TestMethod]
    public void Every_kind_there_is_has_a_name_and_is_sampled()
    {
        Type[] roots = [typeof(Layer), typeof(Activation), typeof(ActivityRegularizer)];
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => !type.IsAbstract && roots.Any(root => root.IsAssignableFrom(type))).ToHashSet();
        var named = roots.SelectMany(root => root.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false))
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ToHashSet();
        Assert.IsTrue(kinds.SetEquals(named), string.Join(", ", kinds.Except(named)));

        var sampled = new HashSet<Type>();
        AnyLayer.Sample(layer => sampled.UnionWith(KindsIn(layer)), threads: 1, iter: 2000);
        Assert.IsTrue(kinds.SetEquals(sampled), "not sampled: " + string.Join(", ", kinds.Except(sampled)));
    }

    [TestMethod]
    public void Numbers_come_back_to_the_last_bit()
    {
        float[] weights = [float.Epsilon, -0f, 1 / 3f, float.MaxValue, -float.MaxValue];
        var metrics = new EpochMetrics
        {
            Epoch = 1,
            Loss = 1.0 / 3,
            DataLoss = double.Epsilon,
            ActivityPenalty = double.MaxValue,
            Accuracy = -0.0,
            ValidationLoss = double.NaN,
        };
        var written = new TrainedNetwork(
            4, [Layer.Dense(1)], [new("dense/kernel", [4, 1], weights[..4]), new("dense/bias", [1], weights[4..])], [metrics, metrics with { Epoch = 2 }],
            TinyTraining.Fit().Network().TrainingSettings);
        using var stream = new MemoryStream();
        NetworkFile.Write(written, stream);
        stream.Position = 0;
        var read = NetworkFile.Read(stream);

        TinyTraining.AreEqual(weights.Select(BitConverter.SingleToInt32Bits), read.Weights.SelectMany(weight => weight.Values).Select(BitConverter.SingleToInt32Bits));
        TinyTraining.AreEqual(written.History, read.History);
        Assert.IsTrue(double.IsNegative(read.History[0].Accuracy));
        Assert.AreEqual(stream.Length, stream.Position);
    }

    private static IEnumerable<Type> KindsIn(Layer layer)
    {
        yield return layer.GetType();
        if (layer.ActivityRegularizer != null)
            yield return layer.ActivityRegularizer.GetType();
        if (layer is DenseLayer dense)
            yield return dense.ActivationFunction.GetType();
        if (layer is ActivationLayer activation)
            yield return activation.ActivationFunction.GetType();
    }
}
