using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What users get from a name alone, in a debugger, a notebook or an interpolated string.</summary>
[TestClass]
public sealed class PrintedValueTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>All but what ML.NET's own types of the same role print, too: estimators, transformers and exceptions.</summary>
    public static IEnumerable<object[]> Types =>
        from type in typeof(ActivityRegularizer).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false } or { IsValueType: true, IsEnum: false }
        where !type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(Delegate)) && !type.IsAssignableTo(typeof(ITransformer))
        where !type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEstimator<>))
        select new object[] { type };

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void Every_public_type_says_what_it_is(Type type)
    {
        var text = type.GetMethod(nameof(ToString), Type.EmptyTypes)!;
        Assert.AreNotEqual(typeof(object), text.DeclaringType, $"{type} prints its type's name");
        Assert.AreNotEqual(typeof(ValueType), text.DeclaringType, $"{type} prints its type's name");
        // A record's own text is good where its values' are.
        if (text.IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            foreach (var property in type.GetProperties())
                Assert.IsFalse(property.PropertyType.IsArray, $"{type} prints {property.Name} as a type's name");
        }
    }

    [TestMethod]
    public void Layers_and_what_they_are_made_of_print_as_they_are_written()
    {
        Prints("Dense(Units = 20, ActivationFunction = Relu, ActivityRegularizer = L1(0.001))", Layer.Dense(20, Activation.Relu, ActivityRegularizer.L1(1e-3f)));
        Prints("Dropout(Rate = 0.1)", Layer.Dropout(0.1f));
        Prints("Scale(LearningRateFactor = 0)", Layer.Scale().Frozen());
        Prints("Flatten", Layer.Flatten());
        Prints("Recurrent(Cell = Lstm, Units = 3, ReturnSequences = False, IsBidirectional = False)", Layer.Lstm(3));
        Prints("Kernel(L1Strength = 0, L2Strength = 0.001)", KernelRegularizer.L2(1e-3f));
        Prints("L2(0.01, BatchSum)", ActivityRegularizer.L2(0.01f, ActivityReduction.BatchSum));
        Prints("KullbackLeibler(Target = 0.05, Strength = 1)", ActivityRegularizer.KullbackLeibler(0.05f, 1));
        Prints("Adam(Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-07, WeightDecay = 0.004)", Optimizer.AdamW());
        Prints("GlobalNorm(Limit = 1)", GradientClipping.ByGlobalNorm(1));
        Prints("Cosine(FinalFactor = 0, WarmUpEpochs = 0)", LearningRateSchedule.Cosine());
        Prints("Constant", LearningRateSchedule.Constant);
        Prints("Huber(Delta = 0.5)", RegressionLoss.Huber(0.5f));
        Prints("Poisson", RegressionLoss.Poisson);
        Prints("EarlyStopping(Monitor = Loss, Patience = 3, MinDelta = 0, StartEpoch = 1, RestoreBestWeights = True)", new EarlyStopping(TrainingMetric.Loss, 3));
    }

    [TestMethod]
    public void Options_print_what_was_chosen()
    {
        Prints("ActivityRegularizedTabularMlpOptions, all by default", new ActivityRegularizedTabularMlpOptions());
        Prints("StudyOptions, all by default", new StudyOptions());
        Prints(
            "ActivityRegularizedMlpOptions(Layers = [Dense(Units = 4, ActivationFunction = Linear), Dropout(Rate = 0.5)])",
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(4), Layer.Dropout(0.5f)] });
        Assert.Contains("ValidationSet = IDataView", new ActivityRegularizedMlpOptions { ValidationSet = TinyTraining.Circles(_mlContext) }.ToString());
    }

    [TestMethod]
    public void Models_print_their_layers()
    {
        var options = new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(3, Activation.Relu), Layer.Dropout(0.5f)], Epochs = 1, Seed = 1 };
        var network = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(TinyTraining.Circles(_mlContext)).GetNetwork();
        string[] expected =
        [
            "Network of [2] features, 13 weights, trained for 1 epoch",
            "Layer    Output shape  Weights  Made of",
            "dense    [3]                 9  Dense(Units = 3, ActivationFunction = Relu)",
            "dropout  [3]                 0  Dropout(Rate = 0.5)",
            "dense_1  [1]                 4  Dense(Units = 1, ActivationFunction = Linear)",
        ];
        TinyTraining.AreEqual(expected, network.ToString()!.Split(Environment.NewLine));
        Prints("dense/kernel [2, 3]", network.GetWeights()[0]);
        var tabular = new ActivityRegularizedTabularMlpOptions { Layers = options.Layers, Members = 2, Epochs = 1 };
        var ensemble = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(tabular).Fit(TinyTraining.Circles(_mlContext)).Model.SubModel;
        Assert.StartsWith($"2 networks, the first of which is:{Environment.NewLine}Network of [2] features, 13 weights", ensemble.ToString());
    }

    private static void Prints(string expected, object value) => Assert.AreEqual(expected, $"{value}");
}
