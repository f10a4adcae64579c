using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace ActReg.MLNet;

public sealed partial class SparseAutoencoderTransformer
{
    private sealed class Mapper : MapperBase, IRowMapper, ISaveAsOnnx
    {
        private readonly SparseAutoencoderTransformer _parent;
        private readonly DataViewSchema.Column _input;

        public Mapper(SparseAutoencoderTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _input = TransformInput.Find(parent.Host, schema, parent._columns.Input, parent.Model.Network);
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => column == _input.Index && Enumerable.Range(0, _parent._columns.Outputs.Count).Any(activeOutput);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [.. _parent._columns.Outputs.Select(output => output.Column(_parent.Model, _input))];

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            var graph = new ContextGraph(ctx, nameof(SparseAutoencoderTransformer));
            var row = OnnxAutoencoder.Add(graph, _parent.Model, graph.Rows(graph.Column(_input.Name), _parent.Model.Network.Plan.InputSize));
            foreach (var output in _parent._columns.Outputs)
                graph.AddColumn(output.Onnx(row), output.Column(_parent.Model, _input).Type, output.Name);
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            return _parent._columns.Outputs[iinfo].Getter(Row(input));
        }

        /// <summary>All getters of a row share what is computed of it.</summary>
        Delegate[] IRowMapper.CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var row = Enumerable.Range(0, _parent._columns.Outputs.Count).Any(activeOutput) ? Row(input) : null;
            return [.. _parent._columns.Outputs.Select((output, i) => activeOutput(i) ? output.Getter(row!) : null!)];
        }

        private Func<AutoencoderRow> Row(DataViewRow input)
        {
            var getter = input.GetGetter<VBuffer<float>>(_input);
            var row = new AutoencoderRow(_parent.Model, _parent._scorer.Value);
            var features = default(VBuffer<float>);
            long position = -1;
            return () =>
            {
                if (position == input.Position)
                    return row;
                getter(ref features);
                FeatureColumn.CheckLength(features, _parent.Model.Network.Plan.InputSize, _input.Name);
                row.Set(features);
                if (!row.CanBeRead)
                    _parent._unscored.Add();
                position = input.Position;
                return row;
            };
        }
    }
}
