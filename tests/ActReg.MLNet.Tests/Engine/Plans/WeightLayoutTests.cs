using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Where the elements of weight arrays stand, in every layout.</summary>
[TestClass]
public class WeightLayoutTests
{
    private static readonly Gen<WeightLayout> AnyLayout = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 4], Gen.Int[1, 20], Gen.Int[1, 20]).Select(
        (kind, groups, rows, columns) => kind switch
        {
            0 when groups == 1 => WeightLayout.Rows(columns),
            0 => WeightLayout.Rows(groups, rows, columns),
            1 when groups == 1 => WeightLayout.Transposed(rows, columns),
            1 => WeightLayout.Transposed(groups, 2, rows, columns),
            _ => WeightLayout.Grouped(groups, 2, rows, groups * columns),
        });

    /// <summary>A row of 11 takes up 16 floats.</summary>
    [TestMethod]
    public void Rows_stand_one_after_the_other()
    {
        var layout = WeightLayout.Rows(2, 3, 11);
        AssertStored(layout, length: 2 * 3 * 16, storedRows: 6, storedColumns: 16);
        Assert.AreEqual(5 * 16 + 10, layout.IndexOf(5, 10));
        AssertStored(WeightLayout.Rows(11), length: 16, storedRows: 1, storedColumns: 16);
        Assert.AreEqual(10, WeightLayout.Rows(11).IndexOf(0, 10));
    }

    [TestMethod]
    public void Columns_stand_one_after_the_other_where_it_is_transposed()
    {
        var layout = WeightLayout.Transposed(11, 3);
        TinyTraining.AreEqual([11, 3], layout.Shape);
        AssertStored(layout, length: 3 * 16, storedRows: 3, storedColumns: 16);
        Assert.AreEqual(2 * 16 + 10, layout.IndexOf(10, 2));
        AssertStored(WeightLayout.Transposed(2, 3, 2, 4), length: 4 * 16, storedRows: 4, storedColumns: 16);
    }

    /// <summary>Of 6 columns in 3 groups the fifth is the first of the last group.</summary>
    [TestMethod]
    public void Groups_stand_one_after_the_other()
    {
        var layout = WeightLayout.Grouped(3, 2, 5, 6);
        TinyTraining.AreEqual([2, 5, 6], layout.Shape);
        AssertStored(layout, length: 3 * 10 * 8, storedRows: 30, storedColumns: 8);
        Assert.AreEqual(2 * 10 * 8 + 7 * 8 + 0, layout.IndexOf(7, 4));
        Assert.AreEqual(2 * 10 * 8 + 7 * 8 + 1, layout.IndexOf(7, 5));
    }

    [TestMethod]
    public void What_is_written_is_read_and_nothing_else_is_touched() => Gen.Select(AnyLayout, Gen.Int[0, 3], Gen.Int).Sample(
        (layout, before, seed) =>
        {
            var place = new WeightPlace("kernel", WeightRole.Kernel, layout, 8 * before);
            var values = Numbers.Array(new Random(seed), (int)place.Count);
            var parameters = new float[place.Offset + place.Length + 8];
            Array.Fill(parameters, float.NaN);
            place.Write(values, parameters);

            var read = new float[values.Length];
            place.Read(parameters, read);
            TinyTraining.AreEqual(values, read);
            Assert.AreEqual(values.Length, parameters.Count(value => !float.IsNaN(value)));
            Assert.IsTrue(parameters[..place.Offset].Concat(parameters[^8..]).All(float.IsNaN));
        },
        threads: 1);

    private static void AssertStored(WeightLayout layout, int length, int storedRows, int storedColumns)
    {
        Assert.AreEqual((length, storedRows, storedColumns), (layout.Length, layout.StoredRows, layout.StoredColumns));
        Assert.AreEqual(layout.Shape.Aggregate((product, dimension) => product * dimension), layout.Count);
    }
}
