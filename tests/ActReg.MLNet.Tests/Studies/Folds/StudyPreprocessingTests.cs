using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies.Folds;

[TestClass]
public sealed class StudyPreprocessingTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    /// <summary>Two runs of a study, and the threads of each: never two fits at a time.</summary>
    [TestMethod]
    public void One_fold_is_fitted_after_the_other_in_all_runs()
    {
        var (now, most) = (0, 0);
        var options = FakeStudy.Options();
        options.Preprocessing = Estimator(data =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            Thread.Sleep(5);
            Interlocked.Decrement(ref now);
            return new Nothing();
        });
        // The fake executor is for one study at a time; real trials are short enough.
        var study = MLContext.BinaryClassification.ActivityRegularizationStudy(
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(2, Activation.Relu)], Epochs = 1 }, StudySpace.Grid(StudySpace.VaryStrength(1e-3f)), options);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => study.Run(FakeStudy.Rows(24)));
        Assert.AreEqual(1, most);
    }

    /// <summary>Each fit gives one part of its own, and one that is the estimator's.</summary>
    [TestMethod]
    public void What_was_fitted_is_disposed_of_when_it_is_read_but_not_what_comes_again()
    {
        var (made, shared) = (new List<Nothing>(), new Nothing());
        var preprocessing = new StudyPreprocessing(Estimator(_ =>
        {
            made.Add(new());
            return new TransformerChain<ITransformer>(made[^1], shared);
        }));
        for (var fit = 0; fit < 3; fit++)
        {
            using var fitted = preprocessing.Fit(FakeStudy.Rows(4));
            Assert.AreEqual(4, fitted.Transform(FakeStudy.Rows(4)).GetColumn<bool>("Label").Count());
            Assert.IsFalse(made[^1].IsDisposed);
        }

        // By the first it is told what comes again.
        CollectionAssert.AreEqual((bool[])[false, true, true], made.Select(part => part.IsDisposed).ToArray());
        Assert.IsFalse(shared.IsDisposed);
    }

    [TestMethod]
    public void A_study_disposes_of_all_fits_but_the_first()
    {
        var made = new List<Nothing>();
        var options = FakeStudy.Options();
        options.Preprocessing = Estimator(_ =>
        {
            made.Add(new());
            return made[^1];
        });
        FakeStudy.Of(_ => new(0.5), options).Study.Run(FakeStudy.Rows(24));
        Assert.HasCount(5, made);
        Assert.AreEqual(4, made.Count(part => part.IsDisposed));
    }

    private static StubEstimator Estimator(Func<IDataView, ITransformer> fit) => new(MLContext.Transforms.CopyColumns("Other", "Label")) { FitWith = fit };

    /// <summary>Changes nothing, and knows whether it has been disposed of.</summary>
    private sealed class Nothing : ITransformer, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => IsDisposed ? throw new ObjectDisposedException(nameof(Nothing)) : input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
    }
}
