namespace ActReg.MLNet.Tests;

/// <summary>The scale that an encoder begins with.</summary>
[TestClass]
public sealed class FirstScaleTests
{
    private const int Rows = 200;
    private const int Features = 3;
    private const int Units = 40;

    /// <summary>As sums over rows say, computed here from the weights: reconstructions are as near to rows as any multiple of them is.</summary>
    [TestMethod]
    public void No_other_scale_brings_reconstructions_nearer_to_rows()
    {
        foreach (var sparsity in new[] { CodeSparsity.TopK(8), CodeSparsity.BatchTopK(8), CodeSparsity.JumpRelu(8), CodeSparsity.L1(), CodeSparsity.L2(), CodeSparsity.KullbackLeibler() })
        {
            foreach (var isTied in new[] { false, true }.Where(isTied => !isTied || sparsity.KeepsProportions))
            {
                var (plan, rows) = (Plan(sparsity, isTied), Set());
                var before = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
                var scaled = FirstScale.Of(new TrainedNetwork(plan, before, [], Trainings.Settings()), new MemoryRows(rows), sparsity, () => { });
                var (told, error) = Sums(plan, rows, scaled, sparsity);
                Assert.AreEqual(1, told, 1e-5, $"{sparsity} {isTied}");
                Assert.IsLessThan(1, error);
                foreach (var (place, weight, first) in plan.Weights.Zip(scaled, before))
                {
                    if (place.Role == WeightRole.Dictionary)
                        CollectionAssert.AreEqual(first.Values, weight.Values);
                }
            }
        }
    }

    /// <summary>Whole weights are rows several times.</summary>
    [TestMethod]
    public void A_row_counts_by_its_weight()
    {
        var (plan, set) = (Plan(CodeSparsity.TopK(8), isTied: false), Set());
        int[] times = [.. set.AllRows().Select(row => 1 + 2 * (row % 3))];
        var weighted = Kernel(set with { Weights = new(1, [.. times.Select(time => (float)time)]) });
        Assert.AreEqual(Kernel(set.Take([.. set.AllRows().SelectMany(row => Enumerable.Repeat(row, times[row]))])), weighted, 1e-6f);
        Assert.AreNotEqual(Kernel(set), weighted, 2e-6f);

        float Kernel(TrainingSet rows)
        {
            var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
            return FirstScale.Of(new TrainedNetwork(plan, weights, [], Trainings.Settings()), new MemoryRows(rows), CodeSparsity.TopK(8), () => { })
                .Single(weight => weight.Name == "code/kernel").Values[0];
        }
    }

    /// <summary>Of rows that are all the mean, there is nothing to tell.</summary>
    [TestMethod]
    public void Rows_without_variance_leave_the_scale_as_it_is()
    {
        var plan = Plan(CodeSparsity.TopK(8), isTied: false);
        var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
        var rows = new MemoryRows(TrainingSet.OfFeatures(new(Features, new float[5 * Features])));
        var scaled = FirstScale.Of(new TrainedNetwork(plan, weights, [], Trainings.Settings()), rows, CodeSparsity.TopK(8), () => { });
        foreach (var (before, after) in weights.Zip(scaled))
            CollectionAssert.AreEqual(before.Values, after.Values);
    }

    private static NetworkPlan Plan(CodeSparsity sparsity, bool isTied) =>
        AutoencoderLayers.Plan(new() { CodeSize = Units, Sparsity = sparsity, TiedWeights = isTied }, Features);

    /// <summary><c>Σ x·x̂ / Σ‖x̂‖²</c> and <c>Σ‖x - x̂‖² / Σ‖x‖²</c>, as the formulas of <see cref="CodeSparsity"/> say.</summary>
    private static (double Told, double Error) Sums(NetworkPlan plan, TrainingSet rows, IReadOnlyList<WeightTensor> weights, CodeSparsity sparsity)
    {
        var encoder = Values("code/kernel");
        var decoder = plan.Weights.Any(place => place.Name == "decoder/kernel") ? Values("decoder/kernel") : [.. from unit in Units() from i in All() select encoder[i * FirstScaleTests.Units + unit]];
        var values = rows.AllRows().Select(row => Units().Select(unit => All().Sum(i => (double)encoder[i * FirstScaleTests.Units + unit] * rows.Row(row)[i])).ToArray()).ToArray();
        var least = sparsity.MeanUnitsOn is { } count ? values.SelectMany(row => row).OrderDescending().ElementAt((int)count * rows.RowCount - 1) : 0;
        // JumpReLU is above its threshold, which is the last value that would be on; BatchTopK reaches it.
        var slack = sparsity.TargetOfThresholds == null ? -1e-6 : 1e-6;
        double products = 0, squares = 0, errors = 0, all = 0;
        foreach (var row in rows.AllRows())
        {
            var kth = sparsity is TopKCode { K: var k } ? values[row].OrderDescending().ElementAt(k - 1) : double.NegativeInfinity;
            double[] code = [.. values[row].Select(Code)];
            foreach (var i in All())
            {
                double x = rows.Row(row)[i], again = Units().Sum(unit => code[unit] * decoder[unit * Features + i]);
                products += x * again;
                squares += again * again;
                errors += (x - again) * (x - again);
                all += x * x;
            }

            double Code(double value) =>
                !sparsity.KeepsProportions ? 1 / (1 + Math.Exp(-value)) : sparsity is TopKCode ? value >= kth ? value : 0 : value > 0 && value >= least + slack ? value : 0;
        }

        return (products / squares, errors / all);

        float[] Values(string name) => weights.Single(weight => weight.Name == name).Values;

        static IEnumerable<int> Units() => Enumerable.Range(0, FirstScaleTests.Units);

        static IEnumerable<int> All() => Enumerable.Range(0, Features);
    }

    /// <summary>Of mean 0.</summary>
    private static TrainingSet Set()
    {
        var values = Numbers.Array(new Random(1), Rows / 2 * Features);
        return TrainingSet.OfFeatures(new(Features, [.. values, .. values.Select(value => -value)]));
    }
}
