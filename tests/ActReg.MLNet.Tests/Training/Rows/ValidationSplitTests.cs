using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ValidationSplitTests
{
    private static readonly Gen<(int Rows, int Classes, float Fraction, bool Weighted, uint Seed)> Cases =
        Gen.Select(Gen.Int[2, 120], Gen.Int[1, 6], Gen.Float[0.01f, 0.99f], Gen.Bool, Gen.UInt);

    [TestMethod]
    public void Every_row_goes_to_one_part_in_order() => Cases.Sample(
        c =>
        {
            var set = Classes(c);
            foreach (var byClass in new[] { false, true })
            {
                var labels = set.Targets.ToArray();
                if (byClass && labels.Distinct().Count() == c.Rows)
                    continue;
                var (train, validation) = Parts(set.Take(set.AllRows()), c.Fraction, byClass, c.Seed);
                var rows = RowsOf(train).Concat(RowsOf(validation)).ToArray();
                CollectionAssert.AreEquivalent(set.AllRows(), rows);
                CollectionAssert.AreEqual(RowsOf(train).Order().ToArray(), RowsOf(train));
                CollectionAssert.AreEqual(RowsOf(validation).Order().ToArray(), RowsOf(validation));
                foreach (var part in new[] { train, validation })
                {
                    TinyTraining.AreEqual(RowsOf(part).Select(row => labels[row]), part.Targets.ToArray());
                    Assert.AreEqual(c.Weighted, part.Weights != null);
                    if (c.Weighted)
                        TinyTraining.AreEqual(RowsOf(part).Select(set.Weight), part.Weights!.ToArray());
                }
            }
        },
        threads: 1);

    [TestMethod]
    public void Without_classes_the_share_is_met_to_a_row() => Cases.Sample(
        c =>
        {
            var (_, validation) = ValidationSplit.Split(Classes(c), c.Fraction, byClass: false, new RandomState(c.Seed));
            Assert.AreEqual(Math.Clamp(c.Fraction * c.Rows, 1, c.Rows - 1), validation.Length, 0.5 + 1e-4);
        },
        threads: 1);

    /// <summary>Of the rows that may go, which are all but one of each class, each class gives the same share to a row.</summary>
    [TestMethod]
    public void Every_class_gives_its_share_and_keeps_a_row() => Cases.Sample(
        c =>
        {
            var set = Classes(c);
            var labels = set.Targets.ToArray();
            var classes = labels.Distinct().Count();
            if (classes == c.Rows)
                return;
            var (train, validation) = Parts(set, c.Fraction, byClass: true, c.Seed);
            var share = validation.RowCount / (double)(c.Rows - classes);
            foreach (var rows in labels.GroupBy(label => label))
            {
                Assert.AreEqual(share * (rows.Count() - 1), validation.Targets.ToArray().Count(label => label == rows.Key), 1);
                Assert.Contains(rows.Key, train.Targets.ToArray());
            }
        },
        threads: 1);

    [TestMethod]
    public void Round_shares_are_exact()
    {
        var set = TrainingSets.Create(new Random(1), 150, 2) with { Targets = new(1, [.. Enumerable.Range(0, 150).Select(row => (float)(row % 3))]) };
        var (train, validation) = Parts(set, 0.2f, byClass: true, 1);
        foreach (var label in new[] { 0f, 1f, 2f })
        {
            Assert.AreEqual(40, train.Targets.ToArray().Count(found => found == label));
            Assert.AreEqual(10, validation.Targets.ToArray().Count(found => found == label));
        }
    }

    /// <summary>Pearson's statistic of 20 rows over 4,000 seeds, 19 degrees of freedom: above 60 by chance once in 200,000; the seeds are fixed.</summary>
    [TestMethod]
    public void Every_row_is_as_likely_to_be_set_aside()
    {
        const int Seeds = 4000;
        var set = TrainingSets.Create(new Random(1), 20, 1);
        foreach (var byClass in new[] { false, true })
        {
            var balanced = set with { Targets = new(1, [.. Enumerable.Range(0, 20).Select(row => (float)(row % 2))]) };
            var counts = new double[20];
            for (uint seed = 0; seed < Seeds; seed++)
            {
                var (train, _) = ValidationSplit.Split(balanced, 0.3f, byClass, new RandomState(seed));
                foreach (var row in Enumerable.Range(0, 20).Except(train))
                    counts[row]++;
            }

            var expected = counts.Sum() / 20;
            Assert.AreEqual(0.3 * Seeds, expected, 1e-9);
            Assert.IsLessThan(60, counts.Sum(count => (count - expected) * (count - expected) / expected));
        }
    }

    [TestMethod]
    public void All_targets_of_a_row_go_with_it()
    {
        var set = Numbered(TrainingSets.WithTargets(new Random(1), 20, 2, targets: 3, weighted: true));
        var (train, validation) = Parts(set.Take(set.AllRows()), 0.3f, byClass: false, 1);
        foreach (var part in new[] { train, validation })
        {
            Assert.AreEqual((3, part.RowCount), (part.TargetCount, part.Targets.Count));
            TinyTraining.AreEqual(RowsOf(part).SelectMany(row => set.Target(row).ToArray()), part.Targets.ToArray());
        }

        Assert.AreEqual((14, 6), (train.RowCount, validation.RowCount));
    }

    [TestMethod]
    public void Too_few_rows_are_refused()
    {
        var set = TrainingSets.Create(new Random(1), 2, 1) with { Targets = new(1, [0, 1]) };
        Assert.AreEqual(
            "validationFraction needs two usable rows of one class, one of them to train on; the training set has none.",
            Assert.ThrowsExactly<InvalidOperationException>(() => ValidationSplit.Split(set, 0.5f, byClass: true, new RandomState(1))).Message);
        Assert.AreEqual(1, ValidationSplit.Split(set, 0.01f, byClass: false, new RandomState(1)).Validation.Length);
    }

    private static (TrainingSet Train, TrainingSet Validation) Parts(TrainingSet set, float fraction, bool byClass, uint seed)
    {
        var (train, validation) = ValidationSplit.Split(set, fraction, byClass, new RandomState(seed));
        return (set.Take(train), set.Take(validation));
    }

    private static TrainingSet Classes((int Rows, int Classes, float Fraction, bool Weighted, uint Seed) c)
    {
        var random = new Random((int)c.Seed);
        var set = TrainingSets.Create(random, c.Rows, 2, c.Weighted);
        return Numbered(set with { Targets = new(1, [.. set.AllRows().Select(_ => (float)random.Next(c.Classes))]) });
    }

    /// <summary>The first feature is the row's number.</summary>
    private static TrainingSet Numbered(TrainingSet set)
    {
        for (var row = 0; row < set.RowCount; row++)
            set.Features.InPlace(row)[0] = row;
        return set;
    }

    private static int[] RowsOf(TrainingSet part) => [.. part.AllRows().Select(row => (int)part.Row(row)[0])];
}
