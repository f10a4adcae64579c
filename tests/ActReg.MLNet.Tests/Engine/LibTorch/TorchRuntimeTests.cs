using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

[TestClass]
public sealed class TorchRuntimeTests
{
    [TestMethod]
    public void Torch_computes_once_loaded()
    {
        TorchRuntime.EnsureLoaded();
        using var ones = torch.ones(2);
        using var sum = ones.sum();
        Assert.AreEqual(2f, sum.item<float>());
    }

    [TestMethod]
    public void Many_threads_may_ask_at_once()
    {
        using var start = new Barrier(8);
        var sums = new float[8];
        var threads = Enumerable.Range(0, sums.Length).Select(i => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            TorchRuntime.EnsureLoaded();
            using var ones = torch.ones(i);
            using var sum = ones.sum();
            sums[i] = sum.item<float>();
        }, TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(threads);
        CollectionAssert.AreEqual(new float[] { 0, 1, 2, 3, 4, 5, 6, 7 }, sums);
    }

    [TestMethod]
    public void Asking_again_costs_next_to_nothing()
    {
        TorchRuntime.EnsureLoaded();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 1_000_000; i++)
            TorchRuntime.EnsureLoaded();
        Assert.IsLessThan(1000, watch.ElapsedMilliseconds);
    }

    [TestMethod]
    [DoNotParallelize]
    public void A_copy_of_the_library_in_another_context_loads_too_and_disturbs_nothing()
    {
        TorchRuntime.EnsureLoaded();
        using var before = torch.random.get_rng_state();
        var threads = torch.get_num_threads();

        var context = new AssemblyLoadContext("another");
        var torchSharp = context.LoadFromAssemblyPath(typeof(torch).Assembly.Location);
        var copy = context.LoadFromAssemblyPath(typeof(TorchRuntime).Assembly.Location);
        Assert.AreNotSame(typeof(torch).Assembly, torchSharp);

        var runtime = copy.GetType(typeof(TorchRuntime).FullName!, throwOnError: true)!;
        runtime.GetMethod(nameof(TorchRuntime.EnsureLoaded), BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Action>()();

        var hasCuda = torchSharp.GetType("TorchSharp.torch", throwOnError: true)!.GetMethod("cuda_is_available")!.Invoke(null, null);
        Assert.AreEqual(torch.cuda_is_available(), hasCuda);
        using var after = torch.random.get_rng_state();
        CollectionAssert.AreEqual(before.data<byte>().ToArray(), after.data<byte>().ToArray(), "the random state has changed");
        Assert.AreEqual(threads, torch.get_num_threads());
    }

    [TestMethod]
    public void Package_version_looked_for_is_the_one_that_this_TorchSharp_is_built_for()
    {
        TorchRuntime.EnsureLoaded();
        var builtFor = torch.NormalizeNuGetVersion(torch.__version__);
        Assert.AreEqual(NativeFolders.LibTorchVersion, builtFor);
    }
}
