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
        foreach (var cycle in split.Chunk(c.Parts))
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
    public void Other_seeds_draw_other_rows()
    {
        var set = TrainingSets.Create(new Random(1), 50, 1);
        CollectionAssert.AreNotEqual(MemberRows.Of(set, 0.2f, 1, true, 1)[0].SetAside, MemberRows.Of(set, 0.2f, 1, true, 2)[0].SetAside);
        var cycles = MemberRows.Of(set, 0.5f, 4, true, 1);
        CollectionAssert.AreNotEqual(cycles[0].SetAside, cycles[2].SetAside);
    }
}
