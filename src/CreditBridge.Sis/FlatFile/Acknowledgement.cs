namespace CreditBridge.Sis.FlatFile;

public enum Acknowledgement
{
    /// <summary>A batch in the folder is posted: the folder is the truth.</summary>
    None,

    /// <summary>A file <c>NAME.ack.csv</c> beside the batch says accepted or rejected, line by line.</summary>
    File,
}
