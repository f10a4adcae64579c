using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>What a damaged network must be: refused by our own exception, or a network that scores.</summary>
internal static class FuzzedNetwork
{
    private const long MostMemory = 64 << 20;
    private const long MostValues = 1 << 21;
    private const long MostProducts = 1 << 26;

    /// <summary>Reads, and scores some rows, where a row is no large matter; returns whether it was read.</summary>
    public static bool Run(byte[] stored, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var network = NetworkFile.Read(new MemoryStream(stored));
            CheckMemory(before, stored);
            Score(network, random);
            return true;
        }
        catch (FormatException e)
        {
            CheckMemory(before, stored);
            CheckRefusal(e);
            return false;
        }
    }

    public static bool IsSound(byte[] stored)
    {
        try
        {
            NetworkFile.Read(new MemoryStream(stored));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static void CheckRefusal(Exception e)
    {
        var innermost = e.GetBaseException();
        Assert.IsInstanceOfType<FormatException>(innermost);
        Assert.IsTrue(innermost.Message.StartsWith("The ", StringComparison.Ordinal) && innermost.Message.Length < 700, innermost.Message);
    }

    private static void CheckMemory(long before, byte[] stored) =>
        Assert.IsLessThan(MostMemory + 4L * stored.Length, GC.GetAllocatedBytesForCurrentThread() - before, "bytes allocated");

    private static void Score(TrainedNetwork network, Random random)
    {
        var plan = network.Plan;
        var values = plan.InputSize + plan.Steps.Sum(step => (long)step.Stride) + plan.Steps.Max(step => (long)step.WorkspaceLength(1));
        var places = Math.Max(plan.Input.Positions, plan.Steps.Max(step => (long)step.Shape.Positions));
        if (values > MostValues || plan.ParameterLength > MostValues || places * (plan.ParameterLength + 1) > MostProducts)
            return;
        var scorer = new NetworkScorer(network);
        var pass = scorer.CreateRowPass();
        var buffers = scorer.CreateBuffers(1);
        for (var row = 0; row < 3; row++)
        {
            var features = new float[plan.InputSize];
            for (var i = 0; i < features.Length && row > 0; i++)
                features[i] = plan.Features.Count is { } count ? random.Next(Math.Min(count, 1 << 20)) : random.NextSingle() * 4 - 2;
            var outputs = pass.Run(new VBuffer<float>(features.Length, features)).ToArray();
            Assert.HasCount(plan.OutputSize, outputs);
            features.CopyTo(buffers.Input.Span);
            scorer.Run(1, buffers);
            TinyTraining.AreEqual(buffers.FirstRow.ToArray(), outputs, "row by row, and in bulk");
        }
    }
}
