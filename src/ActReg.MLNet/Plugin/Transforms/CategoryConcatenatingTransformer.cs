using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(CategoryConcatenatingTransformer), null, typeof(SignatureLoadModel), "Concatenation of numbers and categories", CategoryConcatenatingTransformer.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>Puts numbers and keys into one column of features, as its <see cref="CategoryConcatenatingEstimator"/> says.</summary>
/// <remarks>It refuses columns of keys that stand for something else than those that it was fitted to: another number of them, or, where they say what they stand for, others or in another order. It never changes, so any number of threads may use it.</remarks>
public sealed class CategoryConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ActRegConcatCategories";

    private readonly CategoryColumns _columns;

    internal CategoryConcatenatingTransformer(IHostEnvironment env, CategoryColumns columns)
        : base(env.Register(nameof(CategoryConcatenatingTransformer))) => _columns = columns;

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static CategoryConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return new CategoryConcatenatingTransformer(env, CategoryColumns.Load(env, ctx));
    }

    /// <summary>The same, fitted to data.</summary>
    internal CategoryConcatenatingTransformer Fit(DataViewSchema schema) => new(Host, _columns.Fit(Host, schema));

    internal SchemaShape OutputSchemaShape(SchemaShape inputSchema) => _columns.OutputSchemaShape(Host, inputSchema);

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(FileVersion);
        _columns.Save(ctx);
    }

    /// <summary>Called by ML.NET for each data view.</summary>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGCC",
        verWrittenCur: CategoryColumns.VersionWithKeys,
        verReadableCur: CategoryColumns.VersionWithKeys,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(CategoryConcatenatingTransformer).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private sealed class Mapper : MapperBase, ISaveAsOnnx
    {
        private readonly CategoryConcatenatingTransformer _parent;
        private readonly CategorySlots _slots;

        public Mapper(CategoryConcatenatingTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _slots = parent._columns.FindSlots(parent.Host, schema);
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && _slots.Sources.Any(source => source.Column.Index == column);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._columns.Output, OutputType, CategoryAnnotations.Of(_slots))];

        private VectorDataViewType OutputType => new(NumberDataViewType.Single, _slots.Count);

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            var graph = new ContextGraph(ctx, nameof(CategoryConcatenatingTransformer));
            string[] parts = [.. _slots.Sources.Select(source => OnnxCategories.Add(graph, source, _parent._columns.BagMode))];
            graph.AddColumn(graph.Add("Concat", parts, ("axis", 1)), OutputType, _parent._columns.Output);
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            return CategoryGetter.Of(input, _slots, _parent._columns.BagMode);
        }
    }
}
