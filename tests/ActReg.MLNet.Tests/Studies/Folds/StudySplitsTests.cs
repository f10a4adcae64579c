using CsCheck;

namespace ActReg.MLNet.Tests.Studies.Folds;

[TestClass]
public sealed class StudySplitsTests
{
    private static readonly Gen<int[]> Labels = Gen.Int[0, 3].Array[10, 60];

    [TestMethod]
    public void Each_row_is_judged_once_in_a_repeat_and_each_class_is_dealt_out_evenly() => Labels.Sample(
        labels =>
        {
            var splits = new StudySplits(Rows(labels), seed: 5).CrossValidation(folds: 4, repeats: 3);
            Assert.HasCount(12, splits);
            foreach (var repeat in splits.Chunk(4))
            {
                CollectionAssert.AreEqual(Enumerable.Range(0, labels.Length).ToArray(), repeat.SelectMany(split => split.Evaluation!).Order().ToArray());
                foreach (var split in repeat)
                {
                    CollectionAssert.AreEqual(Enumerable.Range(0, labels.Length).ToArray(), split.Train.Concat(split.Evaluation!).Order().ToArray());
                    foreach (var rows in labels.GroupBy(label => label))
                    {
                        var share = split.Evaluation!.Count(place => labels[place] == rows.Key) - rows.Count() / 4.0;
                        Assert.IsLessThan(1, Math.Abs(share), $"class {rows.Key}");
                    }

                    Assert.IsLessThan(1, Math.Abs(split.Evaluation!.Length - labels.Length / 4.0));
                }
            }
        },
        iter: 50, threads: 1);

    [TestMethod]
    public void Repeats_deal_otherwise_and_have_the_next_seed()
    {
        var splits = new StudySplits(Rows(Enumerable.Repeat(0, 40)), seed: int.MaxValue).CrossValidation(2, 2);
        CollectionAssert.AreNotEqual(splits[0].Train, splits[2].Train);
        CollectionAssert.AreEqual((int[])[int.MaxValue, int.MaxValue, int.MinValue, int.MinValue], splits.Select(split => split.Seed).ToArray());
        Assert.AreEqual("repeat 2, fold 1", splits[2].Name);
    }

    [TestMethod]
    public void Groups_stay_together_and_folds_are_about_equal() => Gen.UInt[0, 12].Array[20, 80].Where(groups => groups.Distinct().Count() >= 3).Sample(
        groups =>
        {
            var splits = new StudySplits(Rows(groups.Select(_ => 0)) with { Groups = groups }, seed: 1).CrossValidation(3, 1);
            foreach (var split in splits)
                Assert.IsEmpty(split.Train.Select(place => groups[place]).Intersect(split.Evaluation!.Select(place => groups[place])));
            // The largest first to the smallest fold: no fold is ahead of another by more than a group.
            var largest = groups.GroupBy(group => group).Max(rows => rows.Count());
            var sizes = splits.Select(split => split.Evaluation!.Length).ToArray();
            Assert.IsLessThanOrEqualTo(largest, sizes.Max() - sizes.Min());
        },
        iter: 50, threads: 1);

    [TestMethod]
    public void Folds_within_a_fold_see_its_training_rows_only()
    {
        var splits = new StudySplits(Rows(Enumerable.Range(0, 50).Select(i => i % 2)), seed: 1);
        var outer = splits.CrossValidation(5, 1);
        var within = splits.Within(outer[2], 2, 3);
        CollectionAssert.AreEqual(outer[2].Train, within.SelectMany(split => split.Evaluation!).Order().ToArray());
        Assert.IsTrue(within.All(split => !split.Train.Intersect(outer[2].Evaluation!).Any()));
        Assert.AreEqual("within repeat 1, fold 3, repeat 1, fold 1", within[0].Name);
    }

    /// <summary>The same rows, dealt out within two places of a study, and by a plan.</summary>
    [TestMethod]
    public void Each_place_has_folds_within_of_its_own()
    {
        var splits = new StudySplits(Rows(Enumerable.Range(0, 60).Select(i => i % 2)), seed: 1);
        var outer = splits.CrossValidation(5, 1);
        CollectionAssert.AreNotEqual(splits.Within(outer[2], 2, 3)[0].Train, splits.Within(outer[2], 1, 3)[0].Train);
        var plan = new StudyPlan(splits, StudyEvaluation.CrossValidation(5, 1, 3), hasTestData: false);
        for (var i = 0; i < 5; i++)
        {
            CollectionAssert.AreEqual(plan.Choice[i].Train, plan.Within[i].SelectMany(split => split.Evaluation!).Order().ToArray());
            CollectionAssert.AreEqual(splits.Within(outer[i], i, 3)[0].Train, plan.Within[i][0].Train);
        }

        Assert.AreEqual((0.25, 0.5), (plan.ChoiceOverlap, plan.WithinOverlap));
    }

    /// <summary>Groups of one size, whose order in the data says nothing.</summary>
    [TestMethod]
    public void Groups_are_dealt_out_anew_in_each_repeat()
    {
        var splits = new StudySplits(Rows(Enumerable.Repeat(0, 40)) with { Groups = [.. Enumerable.Range(0, 40).Select(i => (uint)i / 2)] }, seed: 1).CrossValidation(2, 2);
        CollectionAssert.AreNotEqual(splits[0].Evaluation, splits[2].Evaluation);
        CollectionAssert.AreNotEqual(Enumerable.Range(0, 40).Where(i => i / 2 % 2 == 0).ToArray(), splits[0].Evaluation);
    }

    [TestMethod]
    public void Draws_have_a_seed_each()
    {
        var draws = DrawSource.Splits(3, seed: 7);
        CollectionAssert.AreEqual((int[])[7, 8, 9], draws.Select(draw => draw.Seed).ToArray());
        Assert.AreEqual(0, new StudyPlan(draws).ChoiceOverlap);
    }

    [TestMethod]
    public void Too_few_rows_or_groups_are_a_problem()
    {
        var rows = Rows([0, 0, 1]);
        Assert.AreEqual("data must have at least 4 rows that can be used for 4 folds; received 3.", new StudySplits(rows, 1).Problem(4));
        Assert.IsNull(new StudySplits(rows, 1).Problem(3));
        Assert.AreEqual("data must have at least 3 different sampling keys for 3 folds; received 2.", new StudySplits(rows with { Groups = [1, 2, 2] }, 1).Problem(3));
        var grouped = new StudySplits(rows with { Groups = [1, 2, 2] }, 1);
        Assert.AreEqual(
            "data must have at least 2 different sampling keys in the training rows of each fold, for 2 folds within; received 1.", grouped.ProblemWithin(grouped.CrossValidation(2, 1), 2));
        Assert.IsNull(grouped.ProblemWithin(grouped.CrossValidation(2, 1), 0));
    }

    private static PreparedRows Rows(IEnumerable<int> labels)
    {
        float[] values = [.. labels.Select(label => (float)label)];
        return new(1, new float[values.Length], new FeatureMarks(false)) { Labels = values, ClassCount = 4 };
    }
}
