namespace ActReg.MLNet.Cli.Tables;

/// <summary>The mean probabilities of several networks as logarithms, whose softmax they are: where all are sure of a mistake, the mean in single precision would be 0.</summary>
internal static class MeanLogProbabilities
{
    /// <param name="logits">Each network's, row by row.</param>
    public static IEnumerable<float[]> Of(IReadOnlyList<IEnumerable<float[]>> logits)
    {
        var networks = logits.Select(each => each.GetEnumerator()).ToArray();
        try
        {
            while (networks.All(network => network.MoveNext()))
                yield return Mean([.. networks.Select(network => LogSoftmax(network.Current))]);
        }
        finally
        {
            foreach (var network in networks)
                network.Dispose();
        }
    }

    private static double[] LogSoftmax(float[] logits)
    {
        var sum = LogSum([.. logits.Select(logit => (double)logit)]);
        return [.. logits.Select(logit => logit - sum)];
    }

    private static float[] Mean(double[][] logarithms) =>
        [.. Enumerable.Range(0, logarithms[0].Length).Select(c => (float)(LogSum([.. logarithms.Select(network => network[c])]) - Math.Log(logarithms.Length)))];

    private static double LogSum(double[] logarithms)
    {
        var largest = logarithms.Max();
        return largest + Math.Log(logarithms.Sum(value => Math.Exp(value - largest)));
    }
}
