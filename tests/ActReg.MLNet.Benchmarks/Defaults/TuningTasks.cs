using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Generated;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>What defaults are chosen on: none of the data sets that results are reported on.</summary>
internal static class TuningTasks
{
    public static IReadOnlyList<TuningTask> All { get; } = [.. Generated(), .. TuningTables.All.Select(TuningTask.File)];

    private static IEnumerable<TuningTask> Generated() =>
    [
        Binary("clusters", 300, new Clusters { Informative = 5, Redundant = 5, Useless = 10 }.Generate),
        Binary("clusters-close", 500, new Clusters { Informative = 15, Redundant = 5, Useless = 10, Separation = 0.7 }.Generate),
        Binary("clusters-many", 1000, new Clusters { Informative = 10, ClustersPerClass = 8 }.Generate),
        Binary("clusters-redundant", 400, new Clusters
        {
            Informative = 6, Redundant = 24, ClustersPerClass = 1, Separation = 1.5,
        }.Generate),
        Binary("clusters-noisy", 400, new Clusters { Informative = 8, Useless = 8, Noise = 0.3 }.Generate),
        Binary("wide", 80, new Clusters { Informative = 10, Useless = 290, ClustersPerClass = 1, Separation = 2 }.Generate),
        Binary("logistic", 300, (count, random) => Shapes.Logistic(count, 20, strength: 4, random)),
        Binary("logistic-weak", 300, (count, random) => Shapes.Logistic(count, 10, strength: 1, random)),
        Binary("planes", 450, (count, random) => Shapes.GaussianClasses(count, 30, classes: 2, separation: 2, random)),
        Binary("hastie", 1000, Shapes.Hastie),
        Binary("quantiles", 400, (count, random) => Shapes.GaussianQuantiles(count, 5, classes: 2, random)),
        Binary("moons", 200, (count, random) => Shapes.Moons(count, noise: 0.25, random)),
        Binary("circles", 200, (count, random) => Shapes.Circles(count, noise: 0.2, random)),
        Binary("checkerboard", 300, Shapes.Checkerboard),

        Multiclass("clusters-4", 400, new Clusters { Informative = 8, Useless = 8, Classes = 4 }.Generate),
        Multiclass("clusters-10", 1000, new Clusters
        {
            Informative = 12, Redundant = 8, Classes = 10, ClustersPerClass = 1, Separation = 2,
        }.Generate),
        Multiclass("clusters-3-small", 120, new Clusters
        {
            Informative = 6, Useless = 4, Classes = 3, ClustersPerClass = 1, Separation = 2,
        }.Generate),
        Multiclass("clusters-3-noisy", 400, new Clusters { Informative = 8, Classes = 3, Noise = 0.3 }.Generate),
        Multiclass("planes-3-narrow", 120,
            (count, random) => Shapes.GaussianClasses(count, 4, classes: 3, separation: 2.5, random)),
        Multiclass("planes-3", 140, (count, random) => Shapes.GaussianClasses(count, 13, classes: 3, separation: 3, random)),
        Multiclass("planes-10", 1000, (count, random) => Shapes.GaussianClasses(count, 50, classes: 10, separation: 4, random)),
        Multiclass("quantiles-3", 400, (count, random) => Shapes.GaussianQuantiles(count, 4, classes: 3, random)),

        Regression("friedman1", 300, (count, random) => Curves.Friedman1(count, noise: 1, random)),
        Regression("friedman1-noisy", 300, (count, random) => Curves.Friedman1(count, noise: 5, random)),
        Regression("friedman2", 300, (count, random) => Curves.Friedman2(count, noise: 125, random)),
        Regression("friedman3", 300, (count, random) => Curves.Friedman3(count, noise: 0.1, random)),
        Regression("linear", 200, (count, random) => Curves.Linear(count, 10, noise: 1, random)),
        Regression("linear-noisy", 400, (count, random) => Curves.Linear(count, 10, noise: 3, random)),
    ];

    private static TuningTask Binary(string name, int trainRows, Func<int, RandomState, DataSet> generate) =>
        TuningTask.Generated(name, TaskKind.Binary, trainRows, generate);

    private static TuningTask Multiclass(string name, int trainRows, Func<int, RandomState, DataSet> generate) =>
        TuningTask.Generated(name, TaskKind.Multiclass, trainRows, generate);

    private static TuningTask Regression(string name, int trainRows, Func<int, RandomState, DataSet> generate) =>
        TuningTask.Generated(name, TaskKind.Regression, trainRows, generate);
}
