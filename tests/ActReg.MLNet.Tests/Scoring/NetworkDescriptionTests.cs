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

    private static readonly Gen<float> Fraction = Gen.Float[float.Epsilon, 0.99999f];

    private static readonly Gen<ActivityRegularizer> AnyRegularizer = Gen.OneOf(
        Gen.Select(Strength, Strength, Gen.Enum<ActivityReduction>(), ActivityRegularizer.L1L2),
        Gen.Select(Fraction, Strength, ActivityRegularizer.KullbackLeibler),
        Gen.Select(Gen.String[1, 9].Where(name => !string.IsNullOrWhiteSpace(name)), Gen.Enum<ActivityReduction>())
            .Select((name, reduction) => (ActivityRegularizer)new CustomActivityRegularizer(name, reduction)));

    private static readonly Gen<ActivityPenaltySchedule> AnyPenaltySchedule = Gen.OneOf(
        Gen.Int[1, int.MaxValue].Select(ActivityPenaltySchedule.WarmUp),
        Gen.Select(Fraction, Gen.Int[1, int.MaxValue].Nullable(), ActivityPenaltySchedule.TargetSparsity),
        Gen.Select(Fraction, Gen.Int[1, int.MaxValue].Nullable(), ActivityPenaltySchedule.TargetActiveUnits));

    private static readonly Gen<Layer> AnyLayer = Gen.Select(Gen.Bool, Gen.Int[1, 5], AnyActivation, AnyRegularizer.Null())
        .Select((dense, units, activation, regularizer) =>
            dense ? Layer.Dense(units, activation, regularizer) : (Layer)Layer.Activation(activation, regularizer));

    private static readonly Gen<TrainingSettings> AnySettings = Gen.Select(
        Gen.Int[1, int.MaxValue], Gen.Int[1, int.MaxValue], Gen.Float[float.Epsilon, float.MaxValue], Gen.Bool, Gen.Int,
        Gen.Enum<TrainingEngine>(), AnyPenaltySchedule.Null())
        .Select((epochs, batchSize, learningRate, shuffle, seed, engine, penaltySchedule) => new TrainingSettings
        {
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
            Shuffle = shuffle,
            Seed = seed,
            Engine = engine,
            ActivityPenaltySchedule = penaltySchedule,
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
        Type[] roots = [typeof(Layer), typeof(Activation), typeof(ActivityRegularizer), typeof(ActivityPenaltySchedule)];
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => !type.IsAbstract && roots.Any(root => root.IsAssignableFrom(type))).ToHashSet();
        var named = roots.SelectMany(root => root.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false))
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ToHashSet();
        Assert.IsTrue(kinds.SetEquals(named), string.Join(", ", kinds.Except(named)));

        var sampled = new HashSet<Type>();
        AnyLayer.Sample(layer => sampled.UnionWith(KindsIn(layer)), threads: 1, iter: 2000);
        AnyPenaltySchedule.Sample(schedule => { sampled.Add(schedule.GetType()); }, threads: 1);
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
        yield return (layer is DenseLayer dense ? dense.ActivationFunction : ((ActivationLayer)layer).ActivationFunction).GetType();
    }
}
