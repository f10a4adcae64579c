using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Every trainer of the plugin, by every overload, passes every check.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ConformanceTests
{
    public static IEnumerable<object[]> Checks => TrainerChecks.All.Keys.Select(name => new object[] { name });

    // Those by the mlp's options are checked by their own tests, on more kinds of rows.
    public static IEnumerable<object[]> Trainers => CheckedTrainer.All.Where(trainer => !trainer.Name.EndsWith("mlp", StringComparison.Ordinal)).Select(trainer => new object[] { trainer.Name });

    [TestMethod]
    [DynamicData(nameof(Checks))]
    public void Of_every_trainer(string check)
    {
        foreach (var trainer in CheckedTrainer.All)
        {
            try
            {
                TrainerChecks.All[check](trainer);
            }
            catch (Exception e)
            {
                throw new AssertFailedException($"{trainer.Name}: {e.Message}", e);
            }
        }
    }

    /// <summary>Promises, schemas, annotations, cursors, mappers, and files.</summary>
    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Keeps_every_promise_to_ML_NET(string name)
    {
        var trainer = CheckedTrainer.All.Single(trainer => trainer.Name == name);
        var view = CheckedRows.Create(trainer.Task, rowCount: 70).ToView();
        EstimatorChecks.Run(new MLContext(), trainer.Make(new TrainerSetup()), view, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(view, "Label")],
            FitOnlyInputs = [BadInputs.WithVectorLength(view, "Features", 5)],
            InvalidInputs = [BadInputs.WithoutColumn(view, "Features"), BadInputs.WithColumnType(view, "Features", DataKind.Double)],
        });
    }

    /// <summary>So that none is forgotten.</summary>
    [TestMethod]
    public void There_are_no_other_trainers()
    {
        // Of a tabular trainer's two overloads, the simple one has no options that leave all rows to train on.
        var methods = new[] { typeof(ActivityRegularizationCatalog), typeof(MultiOutputCatalog) }.SelectMany(type => type.GetMethods())
            .Concat(typeof(TabularMlpCatalog).GetMethods().Where(method => method.GetParameters().Length == 2)).Where(method => method.IsStatic).ToList();
        Assert.HasCount(CheckedTrainer.All.Count, methods);
        Assert.HasCount(Enum.GetValues<CheckedTask>().Length, methods.Where(method => method.Name.EndsWith("Network", StringComparison.Ordinal)));
    }
}
