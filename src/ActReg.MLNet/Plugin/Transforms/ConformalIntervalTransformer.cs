using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(ConformalIntervalTransformer), null, typeof(SignatureLoadModel), "Conformal interval", ConformalIntervalTransformer.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>Makes intervals of scores that hold the coverage which their <see cref="ConformalIntervalEstimator"/> was made for.</summary>
/// <remarks>It never changes, so any number of threads may use it.</remarks>
public sealed class ConformalIntervalTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ActRegConformalInterval";

    private readonly IntervalColumns _columns;

    internal ConformalIntervalTransformer(IHostEnvironment env, IntervalColumns columns, double margin)
        : base(env.Register(nameof(ConformalIntervalTransformer)))
    {
        _columns = columns;
        Margin = margin;
    }

    /// <summary>By how much both bounds move outwards, in the label's own units; below 0 where intervals were wider than they had to be.</summary>
    public double Margin { get; }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static ConformalIntervalTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        var columns = IntervalColumns.Load(ctx);
        var margin = ctx.Reader.ReadDouble();
        env.CheckDecode(double.IsFinite(margin), "The stored margin is not finite.");
        return new ConformalIntervalTransformer(env, columns, margin);
    }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(FileVersion);
        _columns.Save(ctx);
        ctx.Writer.Write(Margin);
    }

    /// <summary>Called by ML.NET for each data view.</summary>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGCI",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(ConformalIntervalTransformer).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private sealed class Mapper : MapperBase, ISaveAsOnnx
    {
        private readonly ConformalIntervalTransformer _parent;
        private readonly DataViewSchema.Column _score;

        public Mapper(ConformalIntervalTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _score = parent._columns.FindScore(parent.Host, schema);
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => column == _score.Index && (activeOutput(0) || activeOutput(1));

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._columns.LowerBound, NumberDataViewType.Single), new(_parent._columns.UpperBound, NumberDataViewType.Single)];

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            var graph = new ContextGraph(ctx, nameof(ConformalIntervalTransformer));
            var count = _score.Type.GetValueCount();
            var (lower, upper) = OnnxInterval.Add(graph, graph.Rows(graph.Column(_score.Name), count), count, _parent.Margin);
            graph.AddColumn(lower, NumberDataViewType.Single, _parent._columns.LowerBound);
            graph.AddColumn(upper, NumberDataViewType.Single, _parent._columns.UpperBound);
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var bounds = IntervalColumns.Bounds(input, _score);
            return (ValueGetter<float>)((ref float value) =>
            {
                var (lower, upper) = bounds();
                var widened = ConformalMargin.Widen(lower, upper, _parent.Margin);
                value = iinfo == 0 ? widened.Lower : widened.Upper;
            });
        }
    }
}
