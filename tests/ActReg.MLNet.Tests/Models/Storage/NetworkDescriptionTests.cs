using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>What is stored comes back: every kind of layer, activation, regularizer and setting, every number to the last bit.</summary>
[TestClass]
public sealed class NetworkDescriptionTests
{
    private static readonly Gen<float> Strength = Gen.OneOf(Gen.Float[0, float.MaxValue], Gen.OneOf(0f, float.Epsilon, 1e-4f, 0.1f, float.MaxValue));

    private static readonly Gen<Activation> AnyActivation = Gen.OneOf(
        Gen.OneOf(Activation.Linear, Activation.Relu, Activation.Silu, Activation.Tanh, Activation.Sigmoid, Activation.Selu, Activation.Mish),
        Gen.Bool.Select(approximate => Activation.Gelu(approximate)),
        Strength.Select(slope => Activation.LeakyRelu(slope)),
        Strength.Select(alpha => Activation.Elu(alpha)));

    private static readonly Gen<float> Fraction = Gen.Float[float.Epsilon, 0.99999f];

    private static readonly Gen<ActivityRegularizer> AnyRegularizer = Gen.OneOf(
        Gen.Select(Gen.Float[float.Epsilon, float.MaxValue], Strength, (target, strength) => (ActivityRegularizer)new TargetL0Penalty(target, strength)),
        Gen.Select(Strength, Strength, Gen.Enum<ActivityReduction>(), ActivityRegularizer.L1L2),
        Gen.Select(Fraction, Strength, ActivityRegularizer.KullbackLeibler),
        Gen.Select(Strength, Strength, Gen.Enum<ActivityReduction>(), ActivityRegularizer.Temporal),
        Gen.Select(Gen.String[1, 9].Where(name => !string.IsNullOrWhiteSpace(name)), Gen.Enum<ActivityReduction>())
            .Select((name, reduction) => (ActivityRegularizer)new CustomActivityRegularizer(name, reduction)));

    private static readonly Gen<ActivityPenaltySchedule> AnyPenaltySchedule = Gen.OneOf(
        Gen.Int[1, int.MaxValue].Select(ActivityPenaltySchedule.WarmUp),
        Gen.Select(Fraction, Gen.Int[1, int.MaxValue].Nullable(), ActivityPenaltySchedule.TargetSparsity),
        Gen.Select(Fraction, Gen.Int[1, int.MaxValue].Nullable(), ActivityPenaltySchedule.TargetActiveUnits));

    private static readonly Gen<KernelRegularizer> AnyKernelRegularizer = Gen.Select(Strength, Strength)
        .Select((l1, l2) => KernelRegularizer.L1L2(l1, l2));

    private static readonly Gen<float> Rate = Gen.OneOf(Gen.Float[0, 0.99f], Gen.OneOf(0f, float.Epsilon, MathF.BitDecrement(1)));

    private static readonly Gen<float> Positive = Strength.Select(strength => Math.Max(strength, float.Epsilon));

    private static readonly Gen<int> Count = Gen.Int[1, int.MaxValue];

    private static readonly Gen<Size2D> Size = Gen.Select(Count, Count).Select((height, width) => new Size2D(height, width));

    private static readonly Gen<(int Filters, int Groups)> Filters = Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 1000])
        .Select((perGroup, groups) => (perGroup * groups, groups));

    private static readonly Gen<Layer> SpatialLayer = Gen.Select(
        Gen.Int[0, 7], Filters, Gen.Select(Size, Size, Size), Gen.Select(Gen.Enum<Padding>(), Gen.Enum<PoolingKind>()), AnyActivation,
        AnyRegularizer.Null(), AnyKernelRegularizer.Null())
        .Select((kind, filters, sizes, modes, activation, regularizer, kernelRegularizer) => (Layer)(kind switch
        {
            0 => Layer.Conv1D(
                filters.Filters, sizes.Item1.Width, sizes.Item2.Width, modes.Item1, sizes.Item3.Width, filters.Groups, activation,
                regularizer, kernelRegularizer),
            1 => Layer.Conv2D(
                filters.Filters, sizes.Item1, sizes.Item2, modes.Item1, sizes.Item3, filters.Groups, activation, regularizer,
                kernelRegularizer),
            2 => new Pooling1DLayer(modes.Item2, sizes.Item1.Width, sizes.Item2.Width, modes.Item1, regularizer),
            3 => new Pooling2DLayer(modes.Item2, sizes.Item1, sizes.Item2, modes.Item1, regularizer),
            4 => new GlobalPoolingLayer(modes.Item2, regularizer),
            5 => Layer.UpSampling1D(sizes.Item1.Width, regularizer),
            6 => Layer.UpSampling2D(sizes.Item1, regularizer),
            _ => Layer.Conv2DTranspose(
                filters.Filters, sizes.Item1, sizes.Item2, modes.Item1, sizes.Item3, activation, regularizer, kernelRegularizer),
        }));

    private static readonly Gen<Layer> SequenceLayer = Gen.Select(
        Gen.Int[0, 6], Gen.Enum<RecurrentCell>(), Count, Count, Gen.Bool, Gen.Bool, AnyRegularizer, AnyKernelRegularizer.Null())
        .Select((kind, cell, units, count, returnSequences, bidirectional, regularizer, kernelRegularizer) => (Layer)(kind switch
        {
            0 => new RecurrentLayer(cell, units, returnSequences, bidirectional, regularizer, kernelRegularizer),
            1 => Layer.Embedding(count, units, maskZero: count > 1 && bidirectional, regularizer),
            2 => Layer.Masking(units * 0.3f),
            3 => Layer.ActivityRegularization(regularizer),
            4 => Layer.RepeatVector(count, regularizer),
            5 => Layer.Reshape([count, -1, .. bidirectional ? [units] : Array.Empty<int>()]),
            _ => Layer.Flatten(),
        }));

    private static readonly Gen<CodeSparsity> AnySparsity = Gen.Select(Gen.Int[0, 5], Rate, Positive, Count, Gen.Int[1, int.MaxValue])
        .Select((kind, rate, positive, count, rows) => kind switch
        {
            0 => CodeSparsity.L1(positive),
            1 => CodeSparsity.L2(positive, ActivityReduction.BatchSum),
            2 => CodeSparsity.KullbackLeibler((1 + rate) / 3, positive),
            3 => CodeSparsity.TopK(count, rate, rows),
            4 => CodeSparsity.BatchTopK(count, rate, rows),
            _ => CodeSparsity.JumpRelu(positive, rate, positive, rate, rows),
        });

    private static readonly KernelInitializer?[] Initializers =
        [null, KernelInitializer.GlorotUniform, KernelInitializer.HeNormal, KernelInitializer.LecunNormal, KernelInitializer.Zeros];

    private static readonly BiasInitializer?[] BiasInitializers = [null, BiasInitializer.Zeros, BiasInitializer.HePlus(3)];

    private static readonly Gen<Layer> AnyLayer = Gen.OneOf(Gen.Select(
        Gen.Int[0, 18], Gen.Int[1, 5], AnyActivation, AnyRegularizer.Null(), AnyKernelRegularizer.Null(), Gen.Select(Rate, Positive, AnySparsity))
        .Select((kind, units, activation, regularizer, kernelRegularizer, numbers) => (Layer)(kind switch
        {
            0 => Layer.Dense(units, activation, regularizer, kernelRegularizer, Initializers[units % Initializers.Length], BiasInitializers[units % BiasInitializers.Length]),
            1 => Layer.Activation(activation, regularizer),
            2 => Layer.Dropout(numbers.Item1, regularizer),
            3 => Layer.BatchNorm(numbers.Item1, numbers.Item2, regularizer),
            4 => Layer.TopK(units, regularizer),
            5 => Layer.BatchTopK(units, regularizer),
            6 => new PreBiasLayer(),
            7 => new CodeLayer(units, numbers.Item3, kernelRegularizer),
            8 => new DecoderLayer(units > 2, kernelRegularizer),
            9 => Layer.ParametricActivation(activation, regularizer),
            10 => Layer.Scale(regularizer).WithLearningRateFactor(numbers.Item1, numbers.Item2),
            11 => Layer.PeriodicEmbedding(units, units + 1, numbers.Item2, regularizer),
            12 => new ImputationLayer(units == 1 ? null : [.. Enumerable.Range(units, units)]),
            13 => Layer.RobustScaling(units == 1 ? null : numbers.Item2),
            14 => Layer.CategoryEmbedding(units == 1 ? null : units, units, units == 2 ? null : [new(units, 3), new(units + 3, units)]),
            15 => new PiecewiseLinearEncodingLayer(units, units == 2 ? null : [1, units, .. Enumerable.Range(1, units)]),
            17 => Layer.BatchEnsemble(units + 1, regularizer),
            16 => new MemberOutputLayer(units, (MemberMean)(units % 5), kernelRegularizer, Initializers[units % Initializers.Length]),
            _ => Layer.LayerNorm(numbers.Item2, regularizer),
        })), SpatialLayer, SequenceLayer);

    private static readonly Gen<double> Share = Gen.OneOf(Gen.Double[0, 0.999], Gen.OneOf(0.0, double.Epsilon, 1 - 1e-16));

    private static readonly Gen<double> Epsilon = Gen.Double[1e-30, 1e30];

    private static readonly Gen<Optimizer> AnyOptimizer = Gen.OneOf(
        Gen.Select(Share, Share, Epsilon, Gen.Double[0, double.MaxValue])
            .Select((beta1, beta2, epsilon, decay) => Optimizer.AdamW(decay, beta1, beta2, epsilon)),
        Gen.Select(Share, Gen.Bool).Select((momentum, nesterov) => Optimizer.Sgd(momentum, nesterov)),
        Gen.Select(Share, Share, Epsilon, Gen.Bool)
            .Select((rho, momentum, epsilon, centered) => Optimizer.RmsProp(rho, momentum, epsilon, centered)));

    private static readonly Gen<GradientClipping> AnyClipping = Optimizers.ClippingAt(Gen.Float[float.Epsilon, float.MaxValue]);

    private static readonly Gen<TrainingMetric> AnyMetric = Gen.OneOf(
        Gen.Int[0, TrainingMetric.Named.Count - 1].Select(i => TrainingMetric.Named[i]), Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Bool)
            .Select((name, higherIsBetter) => (TrainingMetric)new CustomMetric(name, higherIsBetter)));

    private static readonly Gen<LearningRateSchedule> AnySchedule = Gen.OneOf(
        Gen.OneOf(LearningRateSchedule.Constant, LearningRateSchedule.CosLog4()),
        Share.Select(fraction => LearningRateSchedule.FlatCosine(fraction)),
        Gen.Select(Epsilon, Gen.Int[1, int.MaxValue], Gen.Bool)
            .Select((rate, epochs, staircase) => LearningRateSchedule.Exponential(rate, epochs, staircase)),
        Gen.Select(Share, Gen.Int[0, int.MaxValue]).Select((factor, epochs) => LearningRateSchedule.Cosine(factor, epochs)),
        Gen.Select(Share, Gen.Double[1, 1e30], Gen.Double[1, 1e30])
            .Select((fraction, first, last) => LearningRateSchedule.OneCycle(fraction, first, last)),
        Gen.Select(AnyMetric, Share, Gen.Int[1, int.MaxValue], Epsilon, Gen.Int[0, int.MaxValue], Share)
            .Select((monitor, factor, patience, minDelta, cooldown, minFactor) =>
                LearningRateSchedule.ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, minFactor)));

    private static readonly Gen<TrainingSettings> PlainSettings = Gen.Select(
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

    private static readonly Gen<ClassWeights> AnyClassWeights = Gen.OneOf(
        Gen.Const(ClassWeights.Balanced), Gen.Float[0.1f, float.MaxValue].List[1, 5].Select(weights => ClassWeights.Of(weights)));

    private static readonly Gen<TrainingSettings> AnySettings = Gen.Select(
        PlainSettings, AnyOptimizer, AnySchedule, AnyClipping.Null(), AnyPenaltySchedule.Null(), AnyClassWeights.Null(), Gen.Float[0, 0.99f])
        .Select((settings, optimizer, schedule, clipping, penaltySchedule, classWeights, validationFraction) => settings with
        {
            Optimizer = optimizer,
            LearningRateSchedule = schedule,
            GradientClipping = clipping,
            ActivityPenaltySchedule = penaltySchedule,
            ClassWeights = classWeights,
            ValidationFraction = validationFraction,
            LabelSmoothing = validationFraction,
        });

    [TestMethod]
    public void Descriptions_come_back_as_they_were() => Gen.Select(Gen.Int[1, AlignedBuffer.MaxLength], AnyLayer.List[0, 5], AnySettings, Gen.Double[0, 1])
        .Sample((inputSize, layers, settings, share) =>
        {
            var written = new NetworkDescription(inputSize, [.. layers, Layer.Dense(1)], settings, (int)(share * settings.Epochs));
            var read = NetworkDescription.FromJson(written.ToJson());
            Assert.AreEqual(written.InputSize, read.InputSize);
            Assert.IsNull(read.InputShape);
            Assert.AreEqual(written.Epochs, read.Epochs);
            Assert.AreEqual(written.Settings, read.Settings);
            TinyTraining.AreEqual(written.Layers, read.Layers);
        }, seed: "0000KOIPe036", threads: 1);

    /// <summary>So that earlier versions read them too.</summary>
    [TestMethod]
    public void Embeddings_without_a_mask_are_stored_as_they_ever_were()
    {
        Assert.AreEqual("""[{"layer":"embedding","valueCount":3,"units":2,"activityRegularizer":null}]""", Json(Layer.Embedding(3, 2)));
        Assert.AreEqual(
            """[{"layer":"embedding","valueCount":3,"units":2,"maskZero":true,"activityRegularizer":null}]""", Json(Layer.Embedding(3, 2, maskZero: true)));

        static string Json(params IReadOnlyList<Layer> layers) => System.Text.Json.JsonSerializer.Serialize(layers, NetworkJson.Options);
    }

    [TestMethod]
    [DataRow(new[] { 4, 3 })]
    [DataRow(new[] { 3, 2, 5 })]
    public void An_input_shape_comes_back(int[] shape)
    {
        var network = new TrainedNetwork(
            NetworkPlanner.Plan(LayerShape.OfInput(shape), [Layer.Flatten(), Layer.Dense(1)]), [], [], Trainings.Settings());
        var read = NetworkDescription.FromJson(NetworkDescription.Of(network).ToJson());
        Assert.AreEqual(network.Plan.Input, read.Input);
        TinyTraining.AreEqual(shape, read.InputShape!);
    }

    /// <summary>Records of this kind are equal when all their values are, so this would not see one that was not stored.</summary>
    [TestMethod]
    public void Every_kind_there_is_has_a_name_and_is_sampled()
    {
        Type[] roots =
        [
            typeof(Layer), typeof(Activation), typeof(ActivityRegularizer), typeof(Optimizer), typeof(GradientClipping),
            typeof(LearningRateSchedule), typeof(ActivityPenaltySchedule), typeof(ClassWeights),
            typeof(KernelInitializer), typeof(BiasInitializer),
        ];
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => !type.IsAbstract && roots.Any(root => root.IsAssignableFrom(type))).ToHashSet();
        var named = roots.SelectMany(root => root.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false))
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ToHashSet();
        Assert.IsTrue(kinds.SetEquals(named), string.Join(", ", kinds.Except(named)));

        var sampled = new HashSet<Type>();
        AnyLayer.Sample(layer => sampled.UnionWith(KindsIn(layer)), threads: 1, iter: 3000);
        AnySettings.Sample(settings => sampled.UnionWith(KindsIn(settings)), threads: 1, iter: 2000);
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
            NetworkPlanner.Plan(4, [Layer.Dense(1)]), [new("dense/kernel", [4, 1], weights[..4]), new("dense/bias", [1], weights[4..])], [metrics, metrics with { Epoch = 2 }],
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

    private static IEnumerable<Type> KindsIn(TrainingSettings settings)
    {
        yield return settings.Optimizer.GetType();
        yield return settings.LearningRateSchedule.GetType();
        foreach (var value in new object?[] { settings.GradientClipping, settings.ActivityPenaltySchedule, settings.ClassWeights })
        {
            if (value != null)
                yield return value.GetType();
        }
    }

    private static IEnumerable<Type> KindsIn(Layer layer)
    {
        yield return layer.GetType();
        if (layer.ActivityRegularizer != null)
            yield return layer.ActivityRegularizer.GetType();
        if (layer is DenseLayer dense)
            yield return dense.ActivationFunction.GetType();
        if (layer is DenseLayer { KernelInitializer: { } initializer })
            yield return initializer.GetType();
        if (layer is DenseLayer { BiasInitializer: { } biasInitializer })
            yield return biasInitializer.GetType();
        if (layer is ActivationLayer activation)
            yield return activation.ActivationFunction.GetType();
    }
}
