namespace ActReg.MLNet;

/// <summary>Something to do for each kind of <see cref="CodeSparsity"/>.</summary>
internal interface ICodeSparsityVisitor
{
    void Visit(PenalizedCode code);

    void Visit(TopKCode code);

    void Visit(BatchTopKCode code);

    void Visit(JumpReluCode code);
}
