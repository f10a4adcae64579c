namespace ActReg.MLNet;

/// <summary>An ONNX graph in the making. Values have names, which it chooses.</summary>
internal interface IOnnxGraph
{
    /// <summary>What the names of what is added begin with: a layer's name.</summary>
    string Scope { set; }

    /// <summary>Adds a node of one output.</summary>
    /// <param name="type">The operator, of ONNX's own domain.</param>
    /// <param name="inputs">The names of what it reads; empty for an optional input that is not there.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The name of what it puts out.</returns>
    string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes);

    /// <summary>Adds a node of several outputs.</summary>
    /// <param name="outputs">How many.</param>
    /// <param name="type">The operator, of ONNX's own domain.</param>
    /// <param name="inputs">The names of what it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The names of what it puts out.</returns>
    IReadOnlyList<string> AddOf(int outputs, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes);

    /// <summary>Adds a number.</summary>
    string Constant(float value);

    /// <inheritdoc cref="Constant(float)"/>
    string Constant(double value);

    /// <summary>Adds numbers, row-major.</summary>
    string Constant(IReadOnlyList<float> values, params IReadOnlyList<long> shape);

    /// <summary>Adds whole numbers, a vector of them.</summary>
    string Constant(IReadOnlyList<long> values);

    /// <summary>Adds truth values, row-major.</summary>
    string Constant(IReadOnlyList<bool> values, params IReadOnlyList<long> shape);

    /// <summary>Says the least version of ONNX's operators that what is added takes.</summary>
    /// <exception cref="ArgumentException">The graph is of a lower one.</exception>
    void Require(int operatorSet);
}
