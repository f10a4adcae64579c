using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(HiddenActivationsTransformer), null, typeof(SignatureLoadModel), "Hidden activations of a network",
    HiddenActivationsTransformer.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>Puts what a layer of a trained network makes of the features into a column.</summary>
/// <remarks>Computed in managed code, row by row, without the layers behind that one. It never changes, so any number of threads may use it.</remarks>
public sealed class HiddenActivationsTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ActRegHiddenActivations";

    private readonly string _outputColumnName;
    private readonly string _inputColumnName;
    private readonly TrainedNetwork _network;
    private readonly int _layer;
    private readonly string _layerName;
    private readonly Lazy<NetworkScorer> _scorer;
    private readonly UnscoredRows _unscored;

    internal HiddenActivationsTransformer(IHostEnvironment env, string outputColumnName, string inputColumnName, TrainedNetwork network, LayerChoice layer)
        : base(env.Register(nameof(HiddenActivationsTransformer)))
    {
        var names = LayerNames.Of(network.Plan);
        _outputColumnName = outputColumnName;
        _inputColumnName = inputColumnName;
        _network = network;
        _layer = layer.Find(names);
        _layerName = names[_layer];
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(network));
        _unscored = new UnscoredRows(Host, outputColumnName);
    }

    /// <summary>The index of the layer.</summary>
    public int LayerIndex => _layer;

    /// <summary>What the layer puts out for a row: [units], [timesteps, features] or [height, width, channels].</summary>
    public IReadOnlyList<int> OutputShape => Shape.ToArray();

    private VectorDataViewType OutputType => new(NumberDataViewType.Single, Shape.ToArray());

    private LayerShape Shape => _network.Plan.LayerShapes[_layer];

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static HiddenActivationsTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        var output = ctx.LoadNonEmptyString();
        var input = ctx.LoadNonEmptyString();
        var layer = ctx.Reader.ReadInt32();
        var network = StoredNetworkReader.Read(env, () => NetworkFile.Read(ctx.Reader.BaseStream));
        env.CheckDecode(layer >= 0 && layer < network.Plan.Layers.Count, "The stored layer is none of the network's.");
        return new HiddenActivationsTransformer(env, output, input, network, layer);
    }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(FileVersion);
        ctx.SaveNonEmptyString(_outputColumnName);
        ctx.SaveNonEmptyString(_inputColumnName);
        ctx.Writer.Write(_layer);
        ctx.Writer.Flush();
        NetworkFile.Write(_network, ctx.Writer.BaseStream);
    }

    /// <summary>Called by ML.NET for each data view.</summary>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <summary>The columns, as far as types tell.</summary>
    internal SchemaShape OutputSchemaShape(SchemaShape inputSchema)
    {
        TransformInput.Find(Host, inputSchema, _inputColumnName, _network.Plan.InputSize);
        var columns = inputSchema.ToDictionary(column => column.Name);
        columns[_outputColumnName] = new SchemaShape.Column(
            _outputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
            new SchemaShape([new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]));
        return new SchemaShape(columns.Values);
    }

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGHA",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(HiddenActivationsTransformer).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private sealed class Mapper : MapperBase, ISaveAsOnnx
    {
        private readonly HiddenActivationsTransformer _parent;
        private readonly int _input;

        public Mapper(HiddenActivationsTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _input = TransformInput.Find(parent.Host, schema, parent._inputColumnName, parent._network).Index;
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) => column => activeOutput(0) && column == _input;

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            var shape = _parent.Shape;
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.AddSlotNames(shape.Size, (ref VBuffer<ReadOnlyMemory<char>> names) => names = SlotNames.Of(_parent._layerName, shape));
            return [new(_parent._outputColumnName, _parent.OutputType, annotations.ToAnnotations())];
        }

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            var graph = new ContextGraph(ctx, nameof(HiddenActivationsTransformer));
            var features = graph.Rows(graph.Column(_parent._inputColumnName), _parent._network.Plan.InputSize);
            graph.AddColumn(OnnxNetwork.AddActivations(graph, _parent._network, _parent._layer, features), _parent.OutputType, _parent._outputColumnName);
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var plan = _parent._network.Plan;
            var pass = _parent._scorer.Value.CreateRowPass(_parent._layer);
            var getter = input.GetGetter<VBuffer<float>>(input.Schema[_input]);
            var features = default(VBuffer<float>);
            var size = _parent.Shape.Size;
            return (ValueGetter<VBuffer<float>>)Get;

            void Get(ref VBuffer<float> activations)
            {
                getter(ref features);
                FeatureColumn.CheckLength(features, plan.InputSize, _parent._inputColumnName);
                var editor = VBufferEditor.Create(ref activations, size);
                if (plan.CanRead(features.GetValues()))
                {
                    pass.Run(features).CopyTo(editor.Values);
                }
                else
                {
                    editor.Values.Fill(float.NaN);
                    _parent._unscored.Add();
                }

                activations = editor.Commit();
            }
        }
    }
}
