using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MemberRowsTests
{
    private static readonly Gen<(TrainingSet Set, int Parts, int Cycles, int Seed)> Cases = Gen.Select(
        Gen.Int[2, 60], Gen.Int[2, 7], Gen.Int[1, 3], Gen.Int, (rows, parts, cycles, seed) => (TrainingSets.Create(new Random(seed), rows, 1), parts, cycles, seed));

    [TestMethod]
    public void Each_row_is_set_aside_once_in_turn_and_else_trained_on() => Cases.Sample(c =>
    {
        var split = MemberRows.Of(c.Set, 1f / c.Parts, c.Parts * c.Cycles, byClass: false, c.Seed);
        Assert.HasCount(c.Parts * c.Cycles, split);
        // Fewer rows make as many parts.
        var parts = Math.Min(c.Parts, c.Set.RowCount);
        foreach (var cycle in split.Chunk(parts).Where(members => members.Length == parts))
            TinyTraining.AreEqual(c.Set.AllRows(), cycle.SelectMany(member => member.SetAside).Order());
        foreach (var (train, setAside) in split)
            TinyTraining.AreEqual(c.Set.AllRows(), train.Concat(setAside).Order());
    }, threads: 1);

    [TestMethod]
    public void Each_class_gives_every_part_its_share_and_keeps_its_only_row() => Cases.Sample(c =>
    {
        var counts = new[] { 0f, 1 }.Select(label => c.Set.AllRows().Count(row => c.Set.Target(row)[0] == label)).ToArray();
        foreach (var (train, setAside) in MemberRows.Of(c.Set, 1f / c.Parts, c.Parts, byClass: true, c.Seed))
        {
            for (var label = 0; label < 2; label++)
            {
                var taken = setAside.Count(row => c.Set.Target(row)[0] == label);
                Assert.IsTrue(counts[label] == 1 ? taken == 0 : taken >= counts[label] / c.Parts && taken <= counts[label] / c.Parts + 1, $"{taken} of {counts[label]} rows");
                Assert.IsTrue(counts[label] == 0 || train.Any(row => c.Set.Target(row)[0] == label));
            }
        }
    }, threads: 1);

    [TestMethod]
    [DataRow(0.5f, 2)]
    [DataRow(0.45f, 2)]
    [DataRow(0.39f, 2)]
    [DataRow(0.3334f, 3)]
    [DataRow(0.3f, 3)]
    [DataRow(0.22f, 4)]
    public void Fractions_are_met_by_parts_without_a_row_in_common(float fraction, int parts)
    {
        var set = TrainingSets.Create(new Random(1), 1000, 1);
        var split = MemberRows.Of(set, fraction, parts, byClass: true, seed: 1);
        CollectionAssert.AllItemsAreUnique(split.SelectMany(member => member.SetAside).ToList());
        foreach (var (train, setAside) in split)
        {
            Assert.AreEqual(fraction * 1000, setAside.Length, 1);
            TinyTraining.AreEqual(set.AllRows(), train.Concat(setAside).Order());
            for (var label = 0; label < 2; label++)
                Assert.AreEqual(fraction * set.AllRows().Count(row => set.Target(row)[0] == label), setAside.Count(row => set.Target(row)[0] == label), 1);
        }
    }

    [TestMethod]
    public void Fewer_rows_than_parts_are_set_aside_one_by_one()
    {
        TinyTraining.AreEqual([1, 1, 1, 1, 1], MemberRows.Of(Set([0, 0, 0]), 0.2f, 5, byClass: true, 1).Select(member => member.SetAside.Length));
        TinyTraining.AreEqual([1, 1, 1], MemberRows.Of(Set([0, 0, 1, 2]), 0.2f, 3, byClass: true, 1).Select(member => member.SetAside.Length));
        Assert.IsTrue(MemberRows.AreThere(Set([0, 1, 1]), byClass: true));
        Assert.IsFalse(MemberRows.AreThere(Set([0, 1, 2]), byClass: true));
        Assert.IsTrue(MemberRows.AreThere(Set([0, 1]), byClass: false));
        Assert.IsFalse(MemberRows.AreThere(Set([0]), byClass: false));

        static TrainingSet Set(float[] labels) => new(1, [.. labels], labels, null);
    }

    /// <summary>Of groups of any size each is set aside once in turn, and as a whole.</summary>
    [TestMethod]
    public void Groups_stay_together() => Cases.Sample(c =>
    {
        var random = new Random(c.Seed);
        var groups = c.Set.AllRows().Select(row => row < 2 ? (uint)row : (uint)random.Next(9)).ToArray();
        var set = c.Set with { Groups = groups };
        var parts = Math.Min(c.Parts, groups.Distinct().Count());
        var split = MemberRows.Of(set, 1f / c.Parts, parts, byClass: true, c.Seed);
        TinyTraining.AreEqual(set.AllRows(), split.SelectMany(member => member.SetAside).Order());
        foreach (var (train, setAside) in split)
        {
            Assert.IsNotEmpty(train);
            Assert.IsNotEmpty(setAside);
            Assert.IsEmpty(train.Select(row => groups[row]).Intersect(setAside.Select(row => groups[row])));
        }

        Assert.IsTrue(MemberRows.AreThere(set, byClass: true));
        Assert.IsFalse(MemberRows.AreThere(set with { Groups = [.. groups.Select(_ => 7u)] }, byClass: true));
    }, threads: 1);

    [TestMethod]
    public void Groups_of_equal_size_are_dealt_like_rows()
    {
        var set = TrainingSets.Create(new Random(1), 200, 1) with { Groups = [.. Enumerable.Range(0, 200).Select(row => (uint)row / 2)] };
        foreach (var (_, setAside) in MemberRows.Of(set, 0.3f, 3, byClass: true, 1))
            Assert.AreEqual(60, setAside.Length, 2);
    }

    [TestMethod]
    public void Other_seeds_draw_other_rows()
    {
        var set = TrainingSets.Create(new Random(1), 50, 1);
        CollectionAssert.AreNotEqual(MemberRows.Of(set, 0.2f, 1, true, 1)[0].SetAside, MemberRows.Of(set, 0.2f, 1, true, 2)[0].SetAside);
        var cycles = MemberRows.Of(set, 0.5f, 4, true, 1);
        CollectionAssert.AreNotEqual(cycles[0].SetAside, cycles[2].SetAside);
    }
}
