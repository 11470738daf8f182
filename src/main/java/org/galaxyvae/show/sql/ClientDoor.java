package org.galaxyvae.show.sql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hive.service.ServiceException;
import org.apache.hive.service.cli.CLIService;
import org.apache.hive.service.cli.HiveSQLException;
import org.apache.hive.service.cli.thrift.ThriftBinaryCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.galaxyvae.base.config.RequestException;

/** Where clients come in: Hive's protocol, without the calls and settings that lead elsewhere than to the survey. */
final class ClientDoor extends ThriftBinaryCLIService {
    /** Rows that a client gets at once at most, however many it asks for: they are in memory three times. */
    private static final long ROWS_AT_ONCE = 1000;

    private final String bind;
    private final int port;

    ClientDoor(CLIService service, String bind, int port) {
        super(service);
        this.bind = bind;
        this.port = port;
    }

    /** Hive takes address and port of the environment's HIVE_SERVER2_THRIFT_BIND_HOST and _PORT where these are set. */
    @Override
    public synchronized void init(HiveConf conf) {
        super.init(conf);
        hiveHost = bind;
        portNum = port;
        try {
            serverIPAddress = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new ServiceException(e);
        }
    }

    @Override
    public TOpenSessionResp OpenSession(TOpenSessionReq request) throws TException {
        try {
            request.setConfiguration(ConnectionSettings.of(request.getConfiguration()));
        } catch (RequestException e) {
            return new TOpenSessionResp(
                    HiveSQLException.toTStatus(new HiveSQLException(e.getMessage(), "28000", 0)),
                    CLIService.SERVER_VERSION);
        }
        return super.OpenSession(request);
    }

    @Override
    public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) throws TException {
        request.setConfOverlay(new HashMap<>());
        return super.ExecuteStatement(request);
    }

    @Override
    public TFetchResultsResp FetchResults(TFetchResultsReq request) throws TException {
        request.setMaxRows(Math.min(request.getMaxRows(), ROWS_AT_ONCE));
        return super.FetchResults(request);
    }

    /** Hive would write what it is sent into the log. */
    @Override
    public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
        return new TSetClientInfoResp(new TStatus(TStatusCode.SUCCESS_STATUS));
    }

    /** Hive's metastore knows keys; there is none. */
    @Override
    public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
        return new TGetPrimaryKeysResp(notSupported());
    }

    @Override
    public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
        return new TGetCrossReferenceResp(notSupported());
    }

    private static TStatus notSupported() {
        TStatus status = new TStatus(TStatusCode.ERROR_STATUS);
        status.setErrorMessage("Cannot tell keys: expected a query over the survey's tables");
        return status;
    }
}
