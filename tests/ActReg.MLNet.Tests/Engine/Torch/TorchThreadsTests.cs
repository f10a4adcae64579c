using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>The threads that libtorch computes with, which are the process's.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TorchThreadsTests
{
    [TestMethod]
    public void Are_those_asked_for_while_a_training_lasts_and_then_what_they_were()
    {
        TorchRuntime.EnsureLoaded();
        var before = get_num_threads();
        var wanted = before + 1;
        var found = new List<int>();
        Fit(wanted, _ => found.Add(get_num_threads()));
        CollectionAssert.AreEqual(new[] { wanted, wanted }, found);
        Assert.AreEqual(before, get_num_threads());
        Assert.ThrowsExactly<InvalidOperationException>(() => Fit(wanted, _ => throw new InvalidOperationException("stop")));
        Assert.AreEqual(before, get_num_threads(), "after a failure");
    }

    [TestMethod]
    public void Stay_as_they_are_where_none_are_asked_for()
    {
        TorchRuntime.EnsureLoaded();
        var before = get_num_threads();
        Fit(null, _ => Assert.AreEqual(before, get_num_threads()));
    }

    [TestMethod]
    public void Are_put_back_by_the_last_training_that_ends()
    {
        TorchRuntime.EnsureLoaded();
        var before = get_num_threads();
        var outer = TorchThreads.Use(before + 1);
        var inner = TorchThreads.Use(before + 2);
        outer!.Dispose();
        outer.Dispose();
        Assert.AreEqual(before + 2, get_num_threads());
        inner!.Dispose();
        Assert.AreEqual(before, get_num_threads());
    }

    private static void Fit(int? threads, Action<EpochEnd> endEpoch)
    {
        var options = TinyTraining.Options();
        (options.Engine, options.TorchThreads, options.Epochs, options.OnEpochEnd) = (TrainingEngine.Torch, threads, 2, endEpoch);
        TinyTraining.Fit(options);
    }
}
