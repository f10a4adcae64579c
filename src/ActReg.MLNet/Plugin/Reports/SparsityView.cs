using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>A report as ML.NET rows, one for each layer.</summary>
internal static class SparsityView
{
    public static IDataView Load(DataOperationsCatalog catalog, IEnumerable<LayerSparsity> layers)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        ReadOnlyMemory<char>[] names = [.. Enumerable.Range(0, LayerSparsity.Bins).Select(BinName)];
        definition[nameof(Row.ActivationFrequencyHistogram)].AddAnnotation(
            AnnotationUtils.Kinds.SlotNames, new VBuffer<ReadOnlyMemory<char>>(names.Length, names),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return catalog.LoadFromEnumerable<Row>([.. layers.Select(layer => new Row(layer))], definition);
    }

    private static ReadOnlyMemory<char> BinName(int bin)
    {
        var (from, to) = ((double)bin / LayerSparsity.Bins, (double)(bin + 1) / LayerSparsity.Bins);
        var end = to < 1 ? ')' : ']';
        return string.Create(CultureInfo.InvariantCulture, $"[{from}, {to}{end}").AsMemory();
    }

    private sealed class Row(LayerSparsity layer)
    {
        public int LayerIndex => layer.LayerIndex;

        public string Name => layer.Name;

        public int Units => layer.Units;

        public double MeanActivation => layer.MeanActivation;

        public double MeanAbsoluteActivation => layer.MeanAbsoluteActivation;

        public double ZeroFraction => layer.ZeroFraction;

        public int DeadUnits => layer.DeadUnits;

        public double DeadUnitFraction => layer.DeadUnitFraction;

        public int DeadChannels => layer.DeadChannels;

        public double L0PerRow => layer.L0PerRow;

        public double HoyerSparsity => layer.HoyerSparsity;

        public double GiniIndex => layer.GiniIndex;

        [VectorType(LayerSparsity.Bins)]
        public int[] ActivationFrequencyHistogram => [.. layer.ActivationFrequencyHistogram];
    }
}
