using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Values are compared bit for bit, and vectors by what they hold rather than by how.</summary>
[TestClass]
public sealed class DataViewAssertTests
{
    private readonly MLContext _mlContext = new();

    [TestMethod]
    public void Missing_values_are_equal() => Same(new Cell { Single = float.NaN, Double = double.NaN },
        new Cell { Single = BitConverter.Int32BitsToSingle(0x7fc00001), Double = -double.NaN });

    [TestMethod]
    public void Sparse_and_dense_vectors_are_equal() => Same(new Cell { Vector = new VBuffer<double>(3, 1, [2.0], [1]) },
        new Cell { Vector = new VBuffer<double>(3, [0.0, 2.0, 0.0]) });

    [TestMethod]
    public void The_smallest_difference_counts()
    {
        Different(new Cell { Single = 1 }, new Cell { Single = MathF.BitIncrement(1) });
        Different(new Cell { Single = 0f }, new Cell { Single = -0f });
        Different(new Cell { Double = 1 }, new Cell { Double = Math.BitIncrement(1) });
        Different(new Cell { Text = "a" }, new Cell { Text = "b" });
        Different(new Cell { Key = 1 }, new Cell { Key = 2 });
        Different(new Cell { Time = DateTime.UnixEpoch }, new Cell { Time = DateTime.UnixEpoch.AddTicks(1) });
        Different(new Cell(), new Cell { Vector = new VBuffer<double>(3, [0, 0, -0.0]) });
    }

    [TestMethod]
    public void Rows_and_schemas_count()
    {
        Different([new Cell()], []);
        Different([], [new Cell()]);
        IDataView view = View([new Cell()]);
        CheckFailure.Expect("schemas differ", () => DataViewAssert.Same(view, BadInputs.WithoutColumn(view, "Text"), "Views"));
        IDataView single = BadInputs.WithColumnType(view, "Single", DataKind.Single);
        IDataView @double = BadInputs.WithColumnType(view, "Single", DataKind.Double);
        CheckFailure.Expect("expected type", () => DataViewAssert.Same(single, @double, "Views"));
    }

    private void Same(Cell expected, Cell actual) => DataViewAssert.Same(View([expected]), View([actual]), "Views");

    private void Different(Cell expected, Cell actual) => Different([expected], [actual]);

    private void Different(Cell[] expected, Cell[] actual) =>
        CheckFailure.Expect("Views: row", () => DataViewAssert.Same(View(expected), View(actual), "Views"));

    private IDataView View(Cell[] rows) => _mlContext.Data.LoadFromEnumerable(rows);

    private sealed class Cell
    {
        public float Single { get; set; }

        public double Double { get; set; }

        public string Text { get; set; } = "";

        [KeyType(3)]
        public uint Key { get; set; } = 1;

        public DateTime Time { get; set; } = DateTime.UnixEpoch;

        [VectorType(3)]
        public VBuffer<double> Vector { get; set; } = new(3, [0, 0, 0]);
    }
}
