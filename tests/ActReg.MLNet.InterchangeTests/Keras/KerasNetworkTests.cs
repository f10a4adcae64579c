using static ActReg.MLNet.InterchangeTests.Keras.KerasText;

namespace ActReg.MLNet.InterchangeTests.Keras;

/// <summary>What of a description is taken, and what is refused.</summary>
[TestClass]
public sealed class KerasNetworkTests
{
    private const string Start = "The model is none that can be built here. ";

    /// <summary>Several layers, several problems, one exception.</summary>
    [TestMethod]
    public void All_that_cannot_be_is_named_at_once()
    {
        var json = Sequential(
            "4", """Dense "units": 3, "use_bias": false""", """Dense "units": -1, "activation": "softplus", "kernel_constraint": {"class_name": "MaxNorm"}""", "MultiHeadAttention",
            """Dropout "rate": 0.5, "new_option": [1, 2]""", """Dense "units": 2, "activation": "relu" """);
        Assert.AreEqual(
            $"{Start}\"dense\" (Dense): activation of the last layer must be linear, sigmoid or softmax; received \"relu\"; \"dense\" (Dense): use_bias must be true; received false; "
            + "\"dense\" (Dense): kernel_constraint must be none; received {\"class_name\": \"MaxNorm\"}; \"dense\" (Dense): units must be a whole number of at least 1; received -1; "
            + "\"dense\" (Dense): activation must be one of linear, relu, leaky_relu, elu, gelu, selu, silu, swish, mish, tanh, sigmoid, softmax; received \"softplus\"; "
            + "\"multiheadattention\" (MultiHeadAttention): there is no such layer here; \"dropout\" (Dropout): the option \"new_option\" is not known; received [1, 2].",
            Refused(json));
    }

    [TestMethod]
    [DataRow("""LSTM "units": 2, "go_backwards": true""", "go_backwards must be false; received true")]
    [DataRow("""LSTM "units": 2, "return_state": true""", "return_state must be false; received true")]
    [DataRow("""LSTM "units": 2, "stateful": true""", "stateful must be false; received true")]
    [DataRow("""LSTM "units": 2, "dropout": 0.1""", "dropout must be 0; received 0.1")]
    [DataRow("""LSTM "units": 2, "recurrent_activation": "hard_sigmoid" """, "recurrent_activation must be sigmoid; received \"hard_sigmoid\"")]
    [DataRow("""GRU "units": 2, "reset_after": false""", "reset_after must be true; received false")]
    [DataRow("""GRU "units": 2""", "reset_after must be true; received nothing")]
    [DataRow("""SimpleRNN "units": 2, "activation": "relu" """, "activation must be tanh; received \"relu\"")]
    [DataRow("""Bidirectional "layer": {"class_name": "LSTM", "config": {"units": 2}}, "merge_mode": "sum" """, "merge_mode must be concat; received \"sum\"")]
    [DataRow("""Bidirectional "layer": {"class_name": "LSTM", "config": {"units": 2}}, "backward_layer": {"class_name": "GRU", "config": {"units": 3, "go_backwards": true}}""",
        "both directions must have the same options; class_name, units differ")]
    [DataRow("""Bidirectional "layer": {"class_name": "Dense", "config": {"units": 2}}""", "layer must be a SimpleRNN, GRU or LSTM; received {\"class_name\": \"Dense\", \"config\": {\"units\": 2}}")]
    [DataRow("""Conv1D "filters": 2, "kernel_size": [2], "padding": "causal" """, "padding must be valid or same; received \"causal\"")]
    [DataRow("""Conv1D "filters": 2, "kernel_size": [2], "data_format": "channels_first" """, "data_format must be channels_last; received \"channels_first\"")]
    [DataRow("""Conv1D "filters": 2, "kernel_size": [2, 2]""", "kernel_size must be a whole number of at least 1; received [2, 2]")]
    [DataRow("""MaxPooling1D "pool_size": 2, "dilation_rate": 2""", "the option \"dilation_rate\" is not known; received 2")]
    [DataRow("""GlobalMaxPooling1D "keepdims": true""", "keepdims must be false; received true")]
    [DataRow("""BatchNormalization "scale": false""", "scale must be true; received false")]
    [DataRow("""BatchNormalization "axis": 1""", "axis must be -1, the last one; received 1")]
    [DataRow("""BatchNormalization "renorm": true""", "renorm must be false; received true")]
    [DataRow("""LayerNormalization "axis": [1, 2]""", "axis must be -1, the last one; received [1, 2]")]
    [DataRow("""LayerNormalization "rms_scaling": true""", "rms_scaling must be false; received true")]
    [DataRow("""Dropout "rate": 0.5, "noise_shape": [1]""", "noise_shape must be none; received [1]")]
    [DataRow("""Dropout "rate": 1.5""", "rate must be at least 0 and below 1; received 1.5. (Parameter 'rate')")]
    [DataRow("""ReLU "max_value": 6""", "max_value must be none; received 6")]
    [DataRow("""LeakyReLU "alpha": -1""", "alpha must be at least 0; received -1")]
    [DataRow("Softmax", "activation must not be softmax but in the last layer; received nothing")]
    [DataRow("""Dense "units": 2, "dtype": "mixed_float16" """, "dtype must be float32; received \"mixed_float16\"")]
    [DataRow("""Dense "units": 2, "bias_regularizer": {"class_name": "L2", "config": {"l2": 0.1}}""", "bias_regularizer must be none; received {\"class_name\": \"L2\", \"config\": {\"l2\": 0.1}}")]
    [DataRow("""Dense "units": 2, "kernel_regularizer": {"class_name": "OrthogonalRegularizer", "config": {}}""",
        "kernel_regularizer must be L1, L2 or L1L2; received {\"class_name\": \"OrthogonalRegularizer\", \"config\": {}}")]
    [DataRow("""Dense "units": 2, "lora_rank": 4""", "lora_rank must be none; received 4")]
    [DataRow("""UpSampling1D "size": 0""", "size must be a whole number of at least 1; received 0")]
    [DataRow("Lambda \"function\": {\"code\": \"4wEAAA\"}", "there is no such layer here")]
    [DataRow("TimeDistributed", "there is no such layer here")]
    public void An_option_that_no_layer_here_has_is_refused(string layer, string problem)
    {
        var className = layer.Split(' ')[0];
        var message = Refused(Sequential("5, 3", layer, """GlobalAveragePooling1D "data_format": "channels_last" """, """Dense "units": 1"""));
        Assert.Contains($"\"{className.ToLowerInvariant()}\" ({className}): {problem}", message);
    }

    [TestMethod]
    [DataRow("""Conv2D "filters": 2, "kernel_size": [9, 9]|Flatten""", "\"model\" (Sequential): \"conv2d\" (Conv2D) must")]
    [DataRow("""LSTM "units": 2""", "\"model\" (Sequential): \"lstm\" (LSTM) must get a sequence, [timesteps, features]; received [height, width, channels]")]
    [DataRow("""Dense "units": 2""", "\"model\" (Sequential): layers must end in units for the output layer")]
    [DataRow("""Reshape "target_shape": [7, 7]|Flatten""", "\"model\" (Sequential): \"reshape\" (Reshape) must get 49 values for [7, 7]")]
    [DataRow("""Embedding "input_dim": 3, "output_dim": 2""", "\"model\" (Sequential): \"embedding\" (Embedding) must get [units]; received [height, width, channels]")]
    public void Layers_that_do_not_fit_are_named_as_Keras_names_them(string layers, string problem) =>
        Assert.StartsWith(Start + problem, Refused(Sequential("8, 10, 2", [.. layers.Split('|'), """Dense "units": 1"""])));

    /// <summary>docs/activity-regularization.md, "Which normalization is which Keras".</summary>
    [TestMethod]
    [DataRow("1.0.8", ActivityReduction.BatchSum)]
    [DataRow("2.2.4", ActivityReduction.BatchSum)]
    [DataRow("2.3.1", ActivityReduction.BatchSum)]
    [DataRow("2.2.4-tf", ActivityReduction.BatchMean)]
    [DataRow("2.3.0-tf", ActivityReduction.BatchMean)]
    [DataRow("2.4.0", ActivityReduction.BatchMean)]
    [DataRow("2.15.0", ActivityReduction.BatchMean)]
    [DataRow("3.0.0", ActivityReduction.BatchSum)]
    [DataRow("3.13.2", ActivityReduction.BatchSum)]
    [DataRow("3.14.0", ActivityReduction.BatchMean)]
    [DataRow("4.0.0", ActivityReduction.BatchMean)]
    public void A_penalty_is_scaled_as_that_version_does(string version, ActivityReduction reduction)
    {
        const string penalized = """{"name": "m", "layers": [{"class_name": "Dense", "config": {"units": 3, "batch_input_shape": [null, 2], "activity_regularizer": {"class_name": "L1L2", "config": {"l1": 0.1, "l2": 0}}}}, {"class_name": "Dense", "config": {"units": 1}}]}""";
        var network = Read(Model("Sequential", penalized, version));
        Assert.AreEqual(reduction, network.ActivityReduction);
        Assert.AreEqual(Layer.Dense(3, activityRegularizer: ActivityRegularizer.L1(0.1f, reduction)), network.Layers[0]);
        var given = Read(Model("Sequential", penalized, version), reduction: ActivityReduction.ElementMean);
        Assert.AreEqual(Layer.Dense(3, activityRegularizer: ActivityRegularizer.L1(0.1f, ActivityReduction.ElementMean)), given.Layers[0]);
        Assert.AreEqual(
            $"{Start}\"Dense\" (Dense): how a penalty on outputs is divided depends on Keras's version, which the file does not say: give the reduction.", Refused(Model("Sequential", penalized, version: null)));
    }

    [TestMethod]
    public void A_version_is_not_needed_without_a_penalty()
    {
        var network = Read(Model("Sequential", $$"""{"layers": [{{Input("2")}}, {{Layer("""Dense "units": 1""")}}]}""", version: null));
        Assert.AreEqual((null, (ActivityReduction?)null, 0), (network.KerasVersion, network.ActivityReduction, network.Layers.Count));
    }

    [TestMethod]
    public void Penalties_of_layers_that_have_none_here_stand_behind_them()
    {
        const string penalty = "\"activity_regularizer\": {\"class_name\": \"L2\", \"config\": {\"l2\": 0.5}}";
        var network = Read(Sequential("2, 3", $"Flatten {penalty}", $"Dense \"units\": 4, {penalty}", """Dense "units": 1"""));
        var regularizer = ActivityRegularizer.L2(0.5f);
        Assert.AreSequenceEqual([Layer.Flatten(), Layer.ActivityRegularization(regularizer), Layer.Dense(4, activityRegularizer: regularizer)], network.Layers);
        Assert.AreSequenceEqual(["dense:dense", "dense_1:dense"], network.LayerNames.Select(pair => $"{pair.Key}:{pair.Value}"));
    }

    /// <summary>The output layer's penalty is the options', and other layers' is none.</summary>
    [TestMethod]
    public void A_penalty_on_the_output_layers_kernel_is_the_trainers()
    {
        const string penalty = "\"kernel_regularizer\": {\"class_name\": \"L2\", \"config\": {\"l2\": 0.25}}";
        var network = Read(Sequential("2", """Dense "units": 4""", $"Dense \"units\": 4, {penalty.Replace("0.25", "0.5", StringComparison.Ordinal)}", $"Dense \"units\": 1, {penalty}"));
        Assert.AreEqual(KernelRegularizer.L2(0.25f), network.OutputKernelRegularizer);
        var options = network.CreateOptions();
        Assert.AreEqual(KernelRegularizer.L2(0.25f), options.KernelRegularizer);
        Assert.AreSequenceEqual([Layer.Dense(4, kernelRegularizer: KernelRegularizer.L2(0)), Layer.Dense(4, kernelRegularizer: KernelRegularizer.L2(0.5f))], options.Layers);
    }

    [TestMethod]
    [DataRow("null, 3", null, "a row's shape is [?, 3]: give the inputShape")]
    [DataRow("null, 3", new[] { 4, 2 }, "inputShape must be [?, 3]; received [4, 2]")]
    [DataRow("5, 3", new[] { 15 }, "inputShape must be [5, 3]; received [15]")]
    [DataRow("2, 3, 4, 5", null, "a row must have 1 to 3 dimensions; it has 4")]
    public void A_rows_shape_must_be_known(string shape, int[]? given, string problem) => Assert.StartsWith(
        $"{Start}\"model\" (Sequential): {problem}", Assert.ThrowsExactly<NotSupportedException>(() => Read(Sequential(shape, """LSTM "units": 2""", """Dense "units": 1"""), given)).Message);

    [TestMethod]
    public void Open_dimensions_are_given()
    {
        Assert.AreSequenceEqual([7, 3], Read(Sequential("null, 3", """LSTM "units": 2""", """Dense "units": 1"""), [7, 3]).InputShape);
        Assert.AreSequenceEqual([3, 20, 10], Read(Sequential("null, null, 3", "GlobalAveragePooling2D", """Dense "units": 1"""), [3, 20, 10]).InputShape);
        Assert.ThrowsExactly<ArgumentException>(() => Read(Sequential("2", """Dense "units": 1"""), [0]));
    }

    /// <summary>Keras takes masked timesteps into a maximum; ours leaves them out.</summary>
    [TestMethod]
    public void A_mask_goes_where_it_means_the_same()
    {
        const string units = """Dense "units": 1""";
        Assert.HasCount(3, Read(Sequential("5", """Embedding "input_dim": 3, "output_dim": 2, "mask_zero": true""", """LSTM "units": 2, "return_sequences": true""", "GlobalAveragePooling1D", units)).Layers);
        Assert.Contains(
            "\"globalmaxpooling1d\" (GlobalMaxPooling1D): must get no masked timesteps, which Keras does not leave out of a maximum",
            Refused(Sequential("5", """Embedding "input_dim": 3, "output_dim": 2, "mask_zero": true""", """LSTM "units": 2, "return_sequences": true""", "GlobalMaxPooling1D", units)));
        Assert.Contains(
            "\"flatten\" (Flatten) must get no masked timesteps", Refused(Sequential("5, 2", "Masking", "Flatten", units)));
    }

    [TestMethod]
    [DataRow("""Dense "units": 2, "activation": "sigmoid" """, KerasOutputActivation.Sigmoid)]
    [DataRow("""Dense "units": 2, "activation": {"module": "builtins", "class_name": "function", "config": "softmax", "registered_name": "function"}""", KerasOutputActivation.Softmax)]
    [DataRow("""Dense "units": 2""", KerasOutputActivation.Linear)]
    public void The_output_says_what_it_ends_in(string layer, KerasOutputActivation activation) => Assert.AreEqual(activation, Read(Sequential("3", layer)).OutputActivation);

    [TestMethod]
    [DataRow("Flatten", "\"flatten\" (Flatten): the last layer must be Dense, or Dense and then Activation or Softmax, because the output layer is the trainer's")]
    [DataRow("""Dense "units": 2, "trainable": false""", "\"dense\" (Dense): trainable must be true; received false")]
    [DataRow("""Dense "units": 2, "activity_regularizer": {"class_name": "L1", "config": {"l1": 0.1}}""",
        "\"dense\" (Dense): activity_regularizer of the last layer must be none: the output layer is the trainer's; received {\"class_name\": \"L1\", \"config\": {\"l1\": 0.1}}")]
    public void An_output_that_is_not_the_trainers_is_refused(string layer, string problem) => Assert.AreEqual($"{Start}{problem}.", Refused(Sequential("3", layer)));

    /// <summary>Two inputs, two outputs, a layer used twice, merges, layers beside the way.</summary>
    [TestMethod]
    [DataRow("add", "\"add\" (Add): must take what one other layer puts out, and once")]
    [DataRow("beside", "\"dense_1\" (Dense): must be the only one that takes what \"input\" puts out")]
    [DataRow("twice", "\"dense\" (Dense): must take what one other layer puts out, and once")]
    [DataRow("inputs", "\"model\" (Functional): must have one InputLayer; it has 2")]
    [DataRow("outputs", "\"model\" (Functional): output_layers must be one; there are 2")]
    [DataRow("mask", "\"dense\" (Dense): must take what one other layer puts out, and once")]
    public void A_model_that_is_no_chain_is_refused(string kind, string problem)
    {
        string[] layers = kind switch
        {
            "add" => [Node(Input("3"), "input"), Node(Layer("""Dense "units": 3"""), "dense", "input"), Node(Layer("Add"), "add", "dense", "input"), Node(Layer("""Dense "units": 1""", "dense_1"), "dense_1", "add")],
            "beside" => [Node(Input("3"), "input"), Node(Layer("""Dense "units": 3"""), "dense", "input"), Node(Layer("""Dense "units": 1""", "dense_1"), "dense_1", "input")],
            "twice" => [Node(Input("3"), "input"), Node(Layer("""Dense "units": 3"""), "dense", "input", "dense")],
            "inputs" => [Node(Input("3"), "input"), Node(Input("3").Replace("\"input\"", "\"other\"", StringComparison.Ordinal), "other"), Node(Layer("""Dense "units": 1"""), "dense", "input")],
            "mask" => [Node(Input("3"), "input"), Node(Layer("""Dense "units": 1"""), "dense", "input").Replace("{}]]]", "{\"mask\": [\"input\", 0, 0]}]]]", StringComparison.Ordinal)],
            _ => [Node(Input("3"), "input"), Node(Layer("""Dense "units": 1"""), "dense", "input")],
        };
        var outputs = kind == "outputs" ? """[["dense", 0, 0], ["input", 0, 0]]""" : """[["dense", 0, 0]]""";
        Assert.Contains(problem, Refused(Model("Functional", $$"""{"name": "model", "layers": [{{string.Join(", ", layers)}}], "output_layers": {{outputs}} }""")));
    }

    /// <summary>The order is that of the graph, whatever the list's.</summary>
    [TestMethod]
    public void A_chain_is_followed()
    {
        string[] layers = [Node(Layer("""Dense "units": 1""", "last"), "last", "middle"), Node(Layer("""Dense "units": 4""", "middle"), "middle", "input"), Node(Input("3"), "input")];
        var network = Read(Model("Functional", $$"""{"name": "model", "layers": [{{string.Join(", ", layers)}}], "input_layers": [["input", 0, 0]], "output_layers": [["last", 0, 0]]}"""));
        Assert.AreSequenceEqual([Layer.Dense(4)], network.Layers);
        Assert.AreEqual(1, network.OutputUnits);
    }

    /// <summary>Or the features of a network within would be taken for its scores.</summary>
    [TestMethod]
    [DataRow("""[["middle", 0, 0]]""")]
    [DataRow("""["middle", 0, 0]""")]
    public void A_model_that_puts_out_what_a_layer_within_does_is_refused(string output)
    {
        string[] layers = [Node(Input("3"), "input"), Node(Layer("""Dense "units": 4""", "middle"), "middle", "input"), Node(Layer("""Dense "units": 1""", "last"), "last", "middle")];
        Assert.Contains(
            "\"model\" (Functional): must put out what its last layer does, \"last\" (Dense); it puts out what \"middle\" does",
            Refused(Model("Functional", $$"""{"name": "model", "layers": [{{string.Join(", ", layers)}}], "output_layers": {{output}} }""")));
    }

    [TestMethod]
    [DataRow("sparse")]
    [DataRow("ragged")]
    public void An_input_that_is_not_dense_is_refused(string option) => Assert.Contains(
        $"\"input\" (InputLayer): must get dense rows of one length; {option} is true",
        Refused(Sequential("3", """Dense "units": 1""").Replace("\"name\": \"input\"", $"\"name\": \"input\", \"{option}\": true", StringComparison.Ordinal)));

    [TestMethod]
    public void A_list_of_layers_is_a_model_of_early_Keras_2() => Assert.AreSequenceEqual(
        [Layer.Dense(4)], Read(Model("Sequential", """[{"class_name": "Dense", "config": {"units": 4, "batch_input_shape": [null, 3]}}, {"class_name": "Dense", "config": {"units": 1}}]""", "2.1.6")).Layers);

    [TestMethod]
    public void Layers_of_somebodys_own_are_refused()
    {
        const string own = """{"module": "my.layers", "class_name": "Dense", "config": {"name": "d", "units": 2}}""";
        Assert.Contains("\"d\" (Dense): it is none of Keras's own", Refused(Sequential("3", own, """Dense "units": 1""")));
        Assert.Contains("it is none of Keras's own", Refused(Sequential("3", """{"module": null, "registered_name": "Mine>Dense", "class_name": "Dense", "config": {"units": 2}}""", """Dense "units": 1""")));
        Assert.StartsWith($"{Start}\"m\" (MyModel): must be a Sequential or Functional model of Keras's; ", Refused(Model("MyModel", """{"name": "m"}""")));
    }

    [TestMethod]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("")]
    [DataRow("{\"class_name\": \"Sequential\"}")]
    [DataRow("{\"class_name\": \"Sequential\", \"config\": {}}")]
    [DataRow("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [3]}}")]
    [DataRow("{\"class_name\": \"Sequential\", \"class_name\": \"Functional\", \"config\": {\"layers\": []}}")]
    [DataRow("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"\\ud800\", \"config\": {}}]}}")]
    public void A_text_that_describes_no_model_is_damaged(string json) => Assert.StartsWith(
        "This is no description of a Keras model, or it is damaged: ", Assert.ThrowsExactly<FormatException>(() => Read(json)).Message);

    /// <summary>Deep JSON is deep in models, too.</summary>
    [TestMethod]
    public void Models_in_models_have_an_end()
    {
        var layer = Layer("""Dense "units": 1""");
        for (var i = 0; i < 12; i++)
            layer = $$"""{"class_name": "Sequential", "config": {"name": "m{{i}}", "layers": [{{layer}}] } }""";
        Assert.AreEqual("This is no description of a Keras model, or it is damaged: models are in models more than 8 deep.", Assert.ThrowsExactly<FormatException>(() => Read(layer)).Message);
    }

    /// <summary>A folder of Keras 3 has its version beside the description.</summary>
    [TestMethod]
    public void The_version_may_stand_beside()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("config.json"), Model("Sequential", $$"""{"layers": [{{Input("2")}}, {{Layer("""Dense "units": 1""")}}]}""", version: null));
        Assert.IsNull(KerasFile.ReadNetwork(folder.At("config.json")).KerasVersion);
        File.WriteAllText(folder.At("metadata.json"), """{"keras_version": "3.5.0", "date_saved": "2024-09-01@10:00:00"}""");
        var network = KerasFile.ReadNetwork(folder.At("config.json"));
        Assert.AreEqual(("3.5.0", ActivityReduction.BatchSum), (network.KerasVersion, network.ActivityReduction));
    }

    private static string Node(string layer, string name, params string[] inputs) =>
        $"{layer[..^1]}, \"name\": \"{name}\", \"inbound_nodes\": [{(inputs.Length == 0 ? "" : $"[{string.Join(", ", inputs.Select(input => $"[\"{input}\", 0, 0, {{}}]"))}]")}]}}";

    private static string Refused(string json) => Assert.ThrowsExactly<NotSupportedException>(() => Read(json)).Message;
}
