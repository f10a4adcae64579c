using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Layers that do not fit each other, or the features, and when that is told.</summary>
[TestClass]
public sealed class LayerFitTests
{
    private const string ShapeRemedy = " The option InputShape of ActivityRegularizedNetwork lays a shape over the features.";

    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> Misfits =>
    [
        Case([4], "layers[1] (TopK) must get at least the 6 units that it keeps; received [5].", Layer.Dense(5), Layer.TopK(6)),
        Case([4, 3], "layers[0] (Conv2D) must get an image, [height, width, channels]; received [4, 3].", Layer.Conv2D(2, 3)),
        Case([2, 5, 6], "layers[0] (Lstm) must get a sequence, [timesteps, features]; received [5, 6, 2].", Layer.Lstm(2)),
        Case(
            [2, 5, 6], "layers[1] (GlobalMaxPooling) must get a sequence, [timesteps, features], or an image, [height, width, channels]; received [60].",
            Layer.Flatten(), Layer.GlobalMaxPooling()),
        Case(
            [1, 8, 8], "layers[1] (MaxPooling2D) must get at least height 7 and width 2 for one window; received [6, 6, 2].",
            Layer.Conv2D(2, 3), Layer.MaxPooling2D((7, 2))),
        Case([8, 3], "layers[0] (Conv1D) must get at least 9 timesteps for one window; received [8, 3].", Layer.Conv1D(2, 5, dilationRate: 2)),
        Case([8, 3], "layers[0] (Conv1D) must get a multiple of 2 channels for its 2 groups; received [8, 3].", Layer.Conv1D(2, 5, groups: 2)),
        Case(
            [8, 3], "layers[1] (Dense) must put out a sequence of at least 2 timesteps for its temporal activity regularizer; received [4].",
            Layer.GlobalAveragePooling(), Layer.Dense(4, activityRegularizer: ActivityRegularizer.Temporal())),
        Case([6], "layers[1] (Embedding) must come first, because it reads features; received place 1.", Layer.Dense(4), Layer.Embedding(3, 2)),
        Case(
            [8, 3],
            "layers must end in units for the output layer, as Flatten, a global pooling or a recurrent layer's last output gives them; received [8, 5].",
            Layer.Gru(5, returnSequences: true)),
        Case([8, 3], "layers[0] (Reshape) must get 12 values for [3, 4]; received [8, 3].", Layer.Reshape(3, 4), Layer.Flatten()),
        Case([2, 5, 6], "layers[0] (Reshape) must get a multiple of 8 values for [-1, 8]; received [5, 6, 2].", Layer.Reshape(-1, 8), Layer.Flatten()),
        Case(
            [6], "layers[0] (Reshape) must get 9903520300447984150353281023 values for [2147483647, 2147483647, 2147483647]; received [6].",
            Layer.Reshape(int.MaxValue, int.MaxValue, int.MaxValue), Layer.Flatten()),
        Case([8, 3], "layers[0] (RepeatVector) must get [units]; received [8, 3].", Layer.RepeatVector(2), Layer.Flatten()),
        Case([2, 5, 6], "layers[0] (UpSampling1D) must get a sequence, [timesteps, features]; received [5, 6, 2].", Layer.UpSampling1D()),
        Case([8, 3], "layers[0] (UpSampling2D) must get an image, [height, width, channels]; received [8, 3].", Layer.UpSampling2D()),
        Case([8, 3], "layers[0] (Conv2DTranspose) must get an image, [height, width, channels]; received [8, 3].", Layer.Conv2DTranspose(2, 3)),
        Case(
            [6],
            "layers must end in units for the output layer, as Flatten, a global pooling or a recurrent layer's last output gives them; received [3, 2].",
            Layer.Reshape(3, -1)),
        Case([8, 3], Masked("layers[1] (Reshape)"), Layer.Masking(), Layer.Reshape(24)),
        Case([8, 3], Masked("layers[1] (UpSampling1D)"), Layer.Masking(), Layer.UpSampling1D(), Layer.Lstm(2)),
        Case([8, 3], Masked("layers[1] (Flatten)"), Layer.Masking(), Layer.Flatten()),
        Case([8, 3], Masked("layers[2] (Conv1D)"), Layer.Masking(), Layer.Gru(2, returnSequences: true), Layer.Conv1D(2, 3), Layer.Flatten()),
        Case([8, 3], Masked("layers[1] (MaxPooling1D)"), Layer.Masking(), Layer.MaxPooling1D(), Layer.Lstm(2)),
        Case([8, 3], Masked("layers[2] (AveragePooling1D)"), Layer.Masking(), Layer.Dropout(0.5f), Layer.AveragePooling1D(), Layer.Lstm(2)),
        Case([8, 3], Masked("layers[2] (BatchNorm)"), Layer.Masking(), Layer.Dense(4), Layer.BatchNorm(), Layer.GlobalMaxPooling()),
        Case([8], Masked("layers[1] (Flatten)", "Embedding"), Layer.Embedding(4, 2, maskZero: true), Layer.Flatten()),
        Case(
            [8, 3], "layers[1] (Lstm) must put out units, or have another activity regularizer than the custom \"mine\", whose function cannot tell "
            + "masked timesteps; received the mask of layers[0] (Masking).",
            Layer.Masking(), Layer.Lstm(2, returnSequences: true, activityRegularizer: ActivityRegularizer.Custom("mine", a => a.sum(1))), Layer.Lstm(2)),
        Case([8, 3], "layers[1] (Masking) must come first, because it reads features; received place 1.", Layer.Dense(4), Layer.Masking(), Layer.Lstm(2)),
        Case([8], "layers[1] (Masking) must come first, because it reads features; received place 1.", Layer.Embedding(3, 2), Layer.Masking(), Layer.Lstm(2)),
        Case([2, 5, 6], "layers[0] (Masking) must get a sequence, [timesteps, features]; received [5, 6, 2].", Layer.Masking(), Layer.Flatten()),
        Case(
            [8, 3],
            "layers must end in units for the output layer, as Flatten, a global pooling or a recurrent layer's last output gives them; received [8, 5].",
            Layer.Masking(), Layer.Dense(5)),
        Case([8, 3], "layers[0] (BatchEnsemble) must get [units]; received [8, 3].", Layer.BatchEnsemble(2), Layer.Dense(2)),
        Case([6], Mixed("layers[2] (Flatten)", 2), Layer.BatchEnsemble(2), Layer.Dense(2), Layer.Flatten()),
        Case([6], Mixed("layers[1] (GlobalAveragePooling)", 1), Layer.BatchEnsemble(2), Layer.GlobalAveragePooling()),
        Case([6], Mixed("layers[1] (Gru)", 1), Layer.BatchEnsemble(2), Layer.Gru(2, returnSequences: true)),
        Case([6], Mixed("layers[1] (BatchNorm)", 1), Layer.BatchEnsemble(2), Layer.BatchNorm()),
        Case([6], Mixed("layers[1] (TopK)", 1), Layer.BatchEnsemble(2), Layer.TopK(2)),
        Case([0, 3], "inputShape must have dimensions of at least 1; received [0, 3].", Layer.Lstm(1)),
        Case([], "inputShape must be [features], [timesteps, features] or [channels, height, width]; received [].", Layer.Lstm(1)),
        Case(
            [1, 2, 3, 4], "inputShape must be [features], [timesteps, features] or [channels, height, width]; received [1, 2, 3, 4].",
            Layer.Flatten()),
        Case([65536, 65536], "inputShape must have at most 2147480576 values; received [65536, 65536].", Layer.Flatten()),
    ];

    [TestMethod]
    [DynamicData(nameof(Misfits))]
    public void With_a_shape_a_trainer_is_not_even_made(int[] inputShape, string message, Layer[] layers) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Trainer(inputShape, layers)).Message);

    [TestMethod]
    public void Without_a_shape_features_are_units()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(null, Layer.Dense(3), Layer.Lstm(2)));
        Assert.AreEqual("layers[1] (Lstm) must get a sequence, [timesteps, features]; received [units]." + ShapeRemedy, error.Message);
    }

    [TestMethod]
    public void Without_a_shape_members_are_kept_apart_too()
    {
        AssertRefused(Mixed("layers[1] (Flatten)", 1), Layer.BatchEnsemble(2), Layer.Flatten());
        AssertRefused("layers[2] (BatchEnsemble) must get [units]; received [timesteps, features].", Layer.BatchEnsemble(2), Layer.Dense(3), Layer.BatchEnsemble(2));

        void AssertRefused(string message, params Layer[] layers) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(new() { Layers = layers })).Message);
    }

    /// <summary>Who takes a mask does not depend on sizes.</summary>
    [TestMethod]
    public void Without_a_shape_masks_are_checked_too()
    {
        AssertRefused(Masked("layers[1] (Flatten)", "Embedding"), Layer.Embedding(4, 2, maskZero: true), Layer.Flatten());
        AssertRefused(
            "layers[1] (Masking) must come first, because it reads features; received place 1.", Layer.Embedding(4, 2), Layer.Masking(), Layer.Gru(2));

        void AssertRefused(string message, params Layer[] layers) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Trainer(null, layers)).Message);
    }

    /// <summary>Units have no mask, whatever there was before.</summary>
    [TestMethod]
    public void A_mask_ends_where_units_begin()
    {
        Layer[] onUnits = [Layer.BatchNorm(activityRegularizer: ActivityRegularizer.Custom("mine", a => a.sum(1))), Layer.Flatten()];
        foreach (var end in new Layer[] { Layer.GlobalMaxPooling(), Layer.GlobalAveragePooling(), Layer.Lstm(2) })
        {
            Trainer([8, 3], [Layer.Masking(), Layer.LayerNorm(), end, .. onUnits]);
            Trainer([8, 3], [Layer.Masking(), Layer.LayerNorm(), end, Layer.RepeatVector(4), Layer.UpSampling1D(), .. onUnits]);
        }
    }

    /// <summary>An MLP's options have no shape.</summary>
    [TestMethod]
    public void An_mlp_takes_units()
    {
        var options = new ActivityRegularizedMlpOptions { Layers = [Layer.Conv1D(2, 3)] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options));
        Assert.AreEqual("layers[0] (Conv1D) must get a sequence, [timesteps, features]; received [units]." + ShapeRemedy, error.Message);
    }

    /// <summary>How many numbers there are is known with the data only.</summary>
    [TestMethod]
    public void Sizes_that_only_the_data_has_are_checked_when_it_fits()
    {
        var trainer = Trainer(null, Layer.Embedding(5, 2), Layer.Conv1D(2, 4), Layer.Flatten());
        var data = Data.Binary(_mlContext, 3, [1, 2, 3], [true]);
        var error = Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(data));
        Assert.AreEqual("layers[1] (Conv1D) must get at least 4 timesteps for one window; received [3, 2].", error.Message);
    }

    [TestMethod]
    public void A_shape_must_have_as_many_values_as_the_column()
    {
        var trainer = Trainer([2, 3], Layer.Lstm(2));
        var error = Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(Data.Binary(_mlContext, 3, [1, 2, 3], [true])));
        Assert.AreEqual("inputShape must have 3 values, like column \"Features\"; received [2, 3].", error.Message);
    }

    [TestMethod]
    public void Engine_and_other_options_are_told_of_together()
    {
        var custom = ActivityRegularizer.Custom("mine", a => a.abs().sum(1));
        var options = new ActivityRegularizedNetworkOptions { InputShape = [2, 3], Epochs = 0, Engine = TrainingEngine.Fused, Layers = [Layer.Lstm(2, activityRegularizer: custom)] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(options));
        TinyTraining.AreEqual(
            [
                "engine must be Auto or Torch with the custom activity regularizer \"mine\"; received Fused.",
                "epochs must be at least 1; received 0.",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [TestMethod]
    public void Shape_and_other_options_are_told_of_together()
    {
        var options = new ActivityRegularizedNetworkOptions { InputShape = [0], Epochs = 0, Layers = [Layer.Lstm(2)] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(options));
        TinyTraining.AreEqual(
            ["inputShape must have dimensions of at least 1; received [0].", "epochs must be at least 1; received 0."],
            error.Message.Split(Environment.NewLine));
    }

    /// <summary>Whether Fused trains a layer and its penalty does not depend on sizes, so it is known before any data.</summary>
    [TestMethod]
    public void Fused_refuses_a_penalty_of_unknown_size()
    {
        var options = new ActivityRegularizedNetworkOptions
        {
            Layers = [Layer.Embedding(3, 2, activityRegularizer: ActivityRegularizer.Custom("mine", a => a.abs().sum(1))), Layer.Lstm(2)],
            Engine = TrainingEngine.Fused,
        };
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options));
        Assert.AreEqual("engine must be Auto or Torch with the custom activity regularizer \"mine\"; received Fused.", error.Message);
    }

    [TestMethod]
    public void Fused_takes_a_dense_layer_on_a_sequence()
    {
        var options = new ActivityRegularizedNetworkOptions
        {
            InputShape = [2, 1],
            Layers = [Layer.Dense(3), Layer.Flatten()],
            Engine = TrainingEngine.Fused,
            Epochs = 1,
        };
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(Data.Binary(_mlContext, 2, [1, 2, 3, 4], [true, false]));
        Assert.AreEqual(TrainingEngine.Fused, model.Model.SubModel.TrainingSettings.Engine);
    }

    private static string Mixed(string layer, int place) =>
        $"{layer} must stand before BatchEnsemble: behind it come layers that compute each member by itself, Dense, Activation, ParametricActivation, Dropout, "
        + $"LayerNorm, Scale and ActivityRegularization; received place {place}.";

    /// <summary>Every size of every layer, as large as an <see cref="int"/> can be.</summary>
    public static IEnumerable<object[]> TooLarge =>
    [
        Case([9], Larger("Dense"), Layer.Dense(int.MaxValue)),
        Case([9, 9], Larger("Dense"), Layer.Dense(int.MaxValue)),
        Case([2, 3, 4], Larger("Dense"), Layer.Dense(int.MaxValue)),
        Case([9], Larger("Embedding"), Layer.Embedding(int.MaxValue, 1)),
        Case([9], Larger("Embedding"), Layer.Embedding(1, int.MaxValue)),
        Case([1000], Larger("Embedding"), Layer.Embedding(1, 3_000_000)),
        Case([9, 9], Larger("SimpleRnn"), Layer.SimpleRnn(int.MaxValue)),
        Case([9, 9], Larger("Gru"), Layer.Gru(int.MaxValue, bidirectional: true)),
        Case([9, 9], Larger("Lstm"), Layer.Lstm(int.MaxValue, returnSequences: true)),
        Case([1 << 20, 1], Larger("SimpleRnn"), Layer.SimpleRnn(4096, returnSequences: true)),
        Case([9, 9], Larger("Conv1D"), Layer.Conv1D(int.MaxValue, 1)),
        Case(
            [9, 9], "layers[0] (Conv1D) must get a multiple of 2147483647 channels for its 2147483647 groups; received [9, 9].",
            Layer.Conv1D(int.MaxValue, 1, groups: int.MaxValue)),
        Case([9, 9], Windows("Conv1D", 2147483647), Layer.Conv1D(1, int.MaxValue)),
        Case([9, 9], Windows("Conv1D", 2147483648), Layer.Conv1D(1, 2, dilationRate: int.MaxValue)),
        Case([9, 9], Windows("Conv1D", 4611686011984936963), Layer.Conv1D(1, int.MaxValue, dilationRate: int.MaxValue)),
        Case([9, 9], Padded("Conv1D", "19327352895"), Layer.Conv1D(1, int.MaxValue, padding: Padding.Same)),
        Case([9, 9], Padded("Conv1D", "19327352904"), Layer.Conv1D(1, 2, dilationRate: int.MaxValue, padding: Padding.Same)),
        Case([9, 9], Padded("Conv1D", "41505174107864432739"), Layer.Conv1D(1, int.MaxValue, 1, Padding.Same, int.MaxValue)),
        Case([9, 9], Windows("MaxPooling1D", 2147483647), Layer.MaxPooling1D(int.MaxValue)),
        Case([9, 9], Padded("MaxPooling1D", "19327352895"), Layer.MaxPooling1D(int.MaxValue, 1, Padding.Same)),
        Case([9, 9], Padded("AveragePooling1D", "19327352823"), Layer.AveragePooling1D(int.MaxValue, int.MaxValue, Padding.Same)),
        Case([1, 9, 9], Padded("Conv2D", "4611686052787126336"), Layer.Conv2D(1, 2, dilationRate: int.MaxValue, padding: Padding.Same)),
        Case([1, 9, 9], Padded("MaxPooling2D", "4611686014132420609"), Layer.MaxPooling2D(int.MaxValue, int.MaxValue, Padding.Same)),
        Case([9], Larger("RepeatVector"), Layer.RepeatVector(int.MaxValue)),
        Case([9, 9], Larger("UpSampling1D"), Layer.UpSampling1D(int.MaxValue)),
        Case([1, 9, 9], Larger("UpSampling2D"), Layer.UpSampling2D(20_000)),
        Case([1, 9, 9], Larger("Conv2DTranspose"), Layer.Conv2DTranspose(1, 1, int.MaxValue)),
        Case([1, 9, 9], Larger("Conv2DTranspose"), Layer.Conv2DTranspose(1, int.MaxValue)),
        Case([1, 9, 9], PutOut("173946175407"), Layer.Conv2DTranspose(int.MaxValue, 1)),
        Case([1, 9, 9], PutOut("4611686048492159025"), Layer.Conv2DTranspose(1, int.MaxValue, padding: Padding.Same)),
        Case([1, 9, 9], Padded("AveragePooling2D", "19327352895"), Layer.AveragePooling2D((1, int.MaxValue), 1, Padding.Same)),
    ];

    [TestMethod]
    [DynamicData(nameof(TooLarge))]
    public void What_no_memory_holds_is_refused(int[] inputShape, string message, Layer[] layers)
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(inputShape, [.. layers, Layer.Flatten()]));
        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    public void What_a_stride_leaves_out_costs_nothing()
    {
        Trainer([9, 9], Layer.MaxPooling1D(2, int.MaxValue), Layer.Conv1D(1, 1, int.MaxValue, Padding.Same, int.MaxValue), Layer.Flatten());
        Trainer([1, 9, 9], Layer.AveragePooling2D(9, int.MaxValue, Padding.Same), Layer.Flatten());
    }

    /// <summary>The engine that trains it lays zeros around every row.</summary>
    [TestMethod]
    public void A_batch_has_room_for_its_padding()
    {
        var trainer = Trainer([3, 1], Layer.MaxPooling1D(1_000_000_000, 1, Padding.Same), Layer.Flatten());
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => trainer.Fit(Data.Binary(_mlContext, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9], [true, false, true])));
        Assert.AreEqual("batchSize must be at most 2 for layers this wide; received 4.", error.Message);
    }

    [TestMethod]
    public void More_layers_than_there_can_be_are_refused_when_a_trainer_is_made()
    {
        Layer[] layers = [.. Enumerable.Repeat(Layer.Flatten(), 10_000)];
        foreach (int[]? inputShape in new int[]?[] { null, [3] })
        {
            var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(inputShape, layers));
            Assert.AreEqual("layers must be at most 10000, the output layer included; received 10001.", error.Message);
        }
    }

    private static string Masked(string layer, string masking = "Masking") =>
        $"{layer} must get no masked timesteps, which it cannot leave out: end the mask before it, by a recurrent layer's last output or a global "
        + $"pooling, or do without; received the mask of layers[0] ({masking}).";

    private static string Larger(string kind) =>
        $"layers[0] ({kind}) has more weights or outputs than the 2147480576 that one network can have.";

    private static string Windows(string kind, long extent) =>
        $"layers[0] ({kind}) must get at least {extent} timesteps for one window; received [9, 9].";

    private static string Padded(string kind, string values) =>
        $"layers[0] ({kind}) must get at most 2147480576 values per row, padding included; received {values}.";

    private static string PutOut(string values) =>
        $"layers[0] (Conv2DTranspose) must put out at most 2147480576 values per row, padding included; received {values}.";

    private static object[] Case(int[] inputShape, string message, params Layer[] layers) => [inputShape, message, layers];

    private ActivityRegularizedBinaryTrainer Trainer(IReadOnlyList<int>? inputShape, params Layer[] layers) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(
            new ActivityRegularizedNetworkOptions { InputShape = inputShape, Layers = layers });
}
