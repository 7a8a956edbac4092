namespace CreditBridge.Sis.Files;

public enum Acknowledgement
{
    /// <summary>A file in the folder is posted: the folder is the truth.</summary>
    None,

    /// <summary>A file <c>NAME.ack.csv</c> beside it says accepted or rejected, line by line.</summary>
    File,
}
