<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source> in 1 hour</source>
        <comment> in {n} hours</comment>
        <translation>
            <numerusform> em 1 hora</numerusform>
            <numerusform> em {n} horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> in 1 minute</source>
        <comment> in {n} minutes</comment>
        <translation>
            <numerusform> em 1 minuto</numerusform>
            <numerusform> em {n} minutos</numerusform>
        </translation>
    </message>
    <message>
        <source> in 1 minute</source>
        <translation type="vanished"> em 1 minuto</translation>
    </message>
    <message numerus="yes">
        <source> in 1 second</source>
        <comment> in {n} seconds</comment>
        <translation>
            <numerusform> em 1 segundo</numerusform>
            <numerusform> em {n} segundos</numerusform>
        </translation>
    </message>
    <message>
        <source> in 1 second</source>
        <translation type="vanished"> em 1 segundo</translation>
    </message>
    <message>
        <source> in {hours} hours</source>
        <translation> em {hours} horas</translation>
    </message>
    <message>
        <source> in {minutes} minutes</source>
        <translation> em {minutes} minutos</translation>
    </message>
    <message>
        <source> in {n} minutes</source>
        <translation type="vanished"> em {n} minutos</translation>
    </message>
    <message>
        <source> in {n} seconds</source>
        <translation type="vanished"> em {n} segundos</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Ambiente</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Ficheiro</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;juda</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Execução</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message numerus="yes">
        <source>1 byte</source>
        <comment>{n} bytes</comment>
        <translation>
            <numerusform>1 byte</numerusform>
            <numerusform>{n} bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 byte before the zip does not belong to it.</source>
        <comment>{n} bytes before the zip do not belong to it.</comment>
        <translation>
            <numerusform>Antes do zip há 1 byte que não lhe pertence.</numerusform>
            <numerusform>Antes do zip há {n} bytes que não lhe pertencem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 byte that does not belong to the zip stands before it.</source>
        <comment>{n} bytes that do not belong to the zip stand before it.</comment>
        <translation type="vanished">
            <numerusform>Antes do zip está 1 byte que não lhe pertence.</numerusform>
            <numerusform>Antes do zip estão {n} bytes que não lhe pertencem.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 byte that does not belong to the zip stands before it.</source>
        <translation type="vanished">Antes do zip está 1 byte que não lhe pertence.</translation>
    </message>
    <message numerus="yes">
        <source>1 connection</source>
        <comment>{n} connections</comment>
        <translation>
            <numerusform>1 ligação</numerusform>
            <numerusform>{n} ligações</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 data file</source>
        <comment>{n} data files</comment>
        <translation>
            <numerusform>1 ficheiro de dados</numerusform>
            <numerusform>{n} ficheiros de dados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 differs from yours.</source>
        <comment>{n} differ from yours.</comment>
        <translation>
            <numerusform>1 difere do seu.</numerusform>
            <numerusform>{n} diferem dos seus.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 entity</source>
        <translation type="vanished">1 entidade</translation>
    </message>
    <message numerus="yes">
        <source>1 entity</source>
        <comment>{n} entities</comment>
        <translation>
            <numerusform>1 entidade</numerusform>
            <numerusform>{n} entidades</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 entity has errors</source>
        <comment>{n} entities have errors</comment>
        <translation>
            <numerusform>1 entidade tem erros</numerusform>
            <numerusform>{n} entidades têm erros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 entity has errors.</source>
        <comment>{n} entities have errors.</comment>
        <translation>
            <numerusform>1 entidade tem erros.</numerusform>
            <numerusform>{n} entidades têm erros.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 entity of the export has errors: the zip may lack records.</source>
        <comment>{n} entities of the export have errors: the zip may lack records.</comment>
        <translation>
            <numerusform>1 entidade da exportação tem erros: podem faltar registos no zip.</numerusform>
            <numerusform>{n} entidades da exportação têm erros: podem faltar registos no zip.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 entry in the zip</source>
        <comment>{n} entries in the zip</comment>
        <translation>
            <numerusform>1 entrada no zip</numerusform>
            <numerusform>{n} entradas no zip</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 environment added.</source>
        <comment>{n} environments added.</comment>
        <translation>
            <numerusform>1 ambiente adicionado.</numerusform>
            <numerusform>{n} ambientes adicionados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 error</source>
        <comment>{n} errors</comment>
        <translation>
            <numerusform>1 erro</numerusform>
            <numerusform>{n} erros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 error in the log</source>
        <comment>{n} errors in the log</comment>
        <translation>
            <numerusform>1 erro no log</numerusform>
            <numerusform>{n} erros no log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 field</source>
        <comment>{n} fields</comment>
        <translation>
            <numerusform>1 campo</numerusform>
            <numerusform>{n} campos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finding</source>
        <comment>{n} findings</comment>
        <translation>
            <numerusform>1 ocorrência</numerusform>
            <numerusform>{n} ocorrências</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 hit</source>
        <comment>{n} hits</comment>
        <translation type="vanished">
            <numerusform>1 resultado</numerusform>
            <numerusform>{n} resultados</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation type="vanished">1 resultado</translation>
    </message>
    <message numerus="yes">
        <source>1 hour</source>
        <comment>{n} hours</comment>
        <translation>
            <numerusform>1 hora</numerusform>
            <numerusform>{n} horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 line</source>
        <comment>{n} lines</comment>
        <translation>
            <numerusform>1 linha</numerusform>
            <numerusform>{n} linhas</numerusform>
        </translation>
    </message>
    <message>
        <source>1 line</source>
        <translation type="vanished">1 linha</translation>
    </message>
    <message>
        <source>1 log line saved.</source>
        <translation type="vanished">1 linha do log guardada.</translation>
    </message>
    <message numerus="yes">
        <source>1 log line saved.</source>
        <comment>{n} log lines saved.</comment>
        <translation>
            <numerusform>1 linha do log guardada.</numerusform>
            <numerusform>{n} linhas do log guardadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 match</source>
        <comment>{n} matches</comment>
        <translation>
            <numerusform>1 resultado</numerusform>
            <numerusform>{n} resultados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>{n} minutes</comment>
        <translation>
            <numerusform>1 minuto</numerusform>
            <numerusform>{n} minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation type="vanished">1 minuto</translation>
    </message>
    <message numerus="yes">
        <source>1 more column is not listed.</source>
        <comment>{n} more columns are not listed.</comment>
        <translation>
            <numerusform>Mais 1 coluna não está na lista.</numerusform>
            <numerusform>Mais {n} colunas não estão na lista.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more entity</source>
        <comment>{n} more entities</comment>
        <translation>
            <numerusform>mais 1 entidade</numerusform>
            <numerusform>mais {n} entidades</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more file is not listed.</source>
        <comment>{n} more files are not listed.</comment>
        <translation>
            <numerusform>Mais 1 ficheiro não está na lista.</numerusform>
            <numerusform>Mais {n} ficheiros não estão na lista.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more id</source>
        <comment>{n} more ids</comment>
        <translation>
            <numerusform>mais 1 id</numerusform>
            <numerusform>mais {n} ids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more import may matter.</source>
        <comment>{n} more imports may matter.</comment>
        <translation>
            <numerusform>Mais 1 importação pode ser relevante.</numerusform>
            <numerusform>Mais {n} importações podem ser relevantes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {lines} log lines looks like an error.</source>
        <comment>{n} of {lines} log lines look like errors.</comment>
        <translation>
            <numerusform>1 de {lines} linhas do log parece um erro.</numerusform>
            <numerusform>{n} de {lines} linhas do log parecem erros.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {total} records was processed</source>
        <comment>{n} of {total} records were processed</comment>
        <translation>
            <numerusform>Foi processado 1 de {total} registos</numerusform>
            <numerusform>Foram processados {n} de {total} registos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 preset added.</source>
        <comment>{n} presets added.</comment>
        <translation>
            <numerusform>1 predefinição adicionada.</numerusform>
            <numerusform>{n} predefinições adicionadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 record</source>
        <translation type="vanished">1 registo</translation>
    </message>
    <message numerus="yes">
        <source>1 record</source>
        <comment>{n} records</comment>
        <translation>
            <numerusform>1 registo</numerusform>
            <numerusform>{n} registos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 record reported</source>
        <comment>{n} records reported</comment>
        <translation>
            <numerusform>1 registo comunicado</numerusform>
            <numerusform>{n} registos comunicados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 record was processed</source>
        <comment>{n} records were processed</comment>
        <translation>
            <numerusform>Foi processado 1 registo</numerusform>
            <numerusform>Foram processados {n} registos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 request</source>
        <comment>{n} requests</comment>
        <translation>
            <numerusform>1 pedido</numerusform>
            <numerusform>{n} pedidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 row</source>
        <comment>{n} rows</comment>
        <translation>
            <numerusform>1 linha</numerusform>
            <numerusform>{n} linhas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 row in the zip</source>
        <comment>{n} rows in the zip</comment>
        <translation>
            <numerusform>1 linha no zip</numerusform>
            <numerusform>{n} linhas no zip</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 row so far</source>
        <comment>{n} rows so far</comment>
        <translation type="vanished">
            <numerusform>1 linha até agora</numerusform>
            <numerusform>{n} linhas até agora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 run that has not ended is hidden.</source>
        <comment>{n} runs that have not ended are hidden.</comment>
        <translation type="vanished">
            <numerusform>Está oculta 1 execução que não terminou.</numerusform>
            <numerusform>Estão ocultas {n} execuções que não terminaram.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 run that may still be running is hidden.</source>
        <comment>{n} runs that may still be running are hidden.</comment>
        <translation>
            <numerusform>Está oculta 1 execução que pode ainda estar a decorrer.</numerusform>
            <numerusform>Estão ocultas {n} execuções que podem ainda estar a decorrer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 run that needs your attention is hidden.</source>
        <comment>{n} runs that need your attention are hidden.</comment>
        <translation>
            <numerusform>Está oculta 1 execução que precisa da sua atenção.</numerusform>
            <numerusform>Estão ocultas {n} execuções que precisam da sua atenção.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 second</source>
        <comment>{n} seconds</comment>
        <translation>
            <numerusform>1 segundo</numerusform>
            <numerusform>{n} segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>1 second</source>
        <translation type="vanished">1 segundo</translation>
    </message>
    <message numerus="yes">
        <source>1 skipped: its address is already here.</source>
        <comment>{n} skipped: their addresses are already here.</comment>
        <translation>
            <numerusform>1 ignorado: o seu endereço já está aqui.</numerusform>
            <numerusform>{n} ignorados: os seus endereços já estão aqui.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 warning</source>
        <comment>{n} warnings</comment>
        <translation>
            <numerusform>1 aviso</numerusform>
            <numerusform>{n} avisos</numerusform>
        </translation>
    </message>
    <message>
        <source>A certificate in it is damaged.</source>
        <translation type="vanished">Um dos certificados está danificado.</translation>
    </message>
    <message>
        <source>A different server responded at the address of {name}.</source>
        <translation>No endereço de {name} respondeu um servidor diferente do anterior.</translation>
    </message>
    <message>
        <source>A different server responded {when}</source>
        <translation>Respondeu um servidor diferente {when}</translation>
    </message>
    <message>
        <source>A file is still being uploaded to {place} on {host}.</source>
        <translation>Ainda está a ser enviado um ficheiro para {place} em {host}.</translation>
    </message>
    <message>
        <source>A file is still being uploaded.</source>
        <translation type="vanished">Ainda está a ser enviado um ficheiro.</translation>
    </message>
    <message>
        <source>A newer version of DMM Desktop has upgraded it.</source>
        <translation>Foi atualizada por uma versão mais recente do DMM Desktop.</translation>
    </message>
    <message>
        <source>A page of the log had lines and is empty now. Its lines are missing here.</source>
        <translation>Uma página do log tinha linhas e está agora vazia. As suas linhas faltam aqui.</translation>
    </message>
    <message>
        <source>A part of its host name is longer than 63 characters.</source>
        <translation>Uma parte do nome do servidor tem mais de 63 caracteres.</translation>
    </message>
    <message>
        <source>A plain export is made for Excel. It cannot be imported.</source>
        <translation type="vanished">Uma exportação simples é feita para Excel. Não pode ser importada.</translation>
    </message>
    <message>
        <source>A request to stop the execution in {place} on {host} is being sent; it is not known whether it has arrived.</source>
        <translation>Está a ser enviado um pedido de paragem da execução em {place} ({host}); não se sabe se chegou.</translation>
    </message>
    <message>
        <source>A request to stop the export from {place} on {host} is being sent; it is not known whether it has arrived.</source>
        <translation>Está a ser enviado um pedido de paragem da exportação de {place} em {host}; não se sabe se chegou.</translation>
    </message>
    <message>
        <source>A request to stop the import to {place} on {host} is being sent; it is not known whether it has arrived.</source>
        <translation>Está a ser enviado um pedido de paragem da importação para {place} em {host}; não se sabe se chegou.</translation>
    </message>
    <message>
        <source>A run at the current address may not have ended. Once another address is saved, it can be neither watched nor stopped from here.</source>
        <translation>Uma execução no endereço atual pode não ter terminado. Depois de outro endereço ser guardado, não pode ser acompanhada nem parada a partir daqui.</translation>
    </message>
    <message>
        <source>A run at this address may not have ended. Once the address is saved with its key, the run can be watched and stopped from here.</source>
        <translation type="vanished">Uma execução neste endereço pode não ter terminado. Depois de o endereço ser guardado com a sua chave, a execução pode ser acompanhada e parada a partir daqui.</translation>
    </message>
    <message>
        <source>A run at this address may not have ended. Once you save this address with its REST API key, the run can be watched and stopped from here.</source>
        <translation>Uma execução neste endereço pode não ter terminado. Depois de guardar este endereço com a respetiva chave da API REST, poderá acompanhar e parar a execução aqui.</translation>
    </message>
    <message>
        <source>A secure connection to {host} could not be established.</source>
        <translation>Não foi possível estabelecer uma ligação segura a {host}.</translation>
    </message>
    <message>
        <source>A stop does not undo anything: records already imported stay in {place}.</source>
        <translation>Parar não anula nada: os registos já importados ficam em {place}.</translation>
    </message>
    <message>
        <source>A stop of the import to {place} on {host} is being requested; it is not known whether it has arrived.</source>
        <translation type="vanished">A paragem da importação para {place} em {host} está a ser pedida; não se sabe se o pedido chegou.</translation>
    </message>
    <message>
        <source>A stop was requested; it is not known whether the server accepted it.</source>
        <translation>Foi pedida uma paragem; não se sabe se o servidor a aceitou.</translation>
    </message>
    <message>
        <source>A support bundle is being saved.</source>
        <translation>Está a ser guardado um pacote de suporte.</translation>
    </message>
    <message>
        <source>A user checked {place}: the execution was not started.</source>
        <translation>Um utilizador verificou {place}: a execução não foi iniciada.</translation>
    </message>
    <message>
        <source>A user checked {place}: the execution was started.</source>
        <translation>Um utilizador verificou {place}: a execução foi iniciada.</translation>
    </message>
    <message>
        <source>A user checked {place}: the export was not started.</source>
        <translation>Um utilizador consultou {place}: a exportação não foi iniciada.</translation>
    </message>
    <message>
        <source>A user checked {place}: the export was started.</source>
        <translation>Um utilizador consultou {place}: a exportação foi iniciada.</translation>
    </message>
    <message>
        <source>A user checked {place}: the import was not started.</source>
        <translation>Um utilizador consultou {place}: a importação não foi iniciada.</translation>
    </message>
    <message>
        <source>A user checked {place}: the import was started.</source>
        <translation>Um utilizador consultou {place}: a importação foi iniciada.</translation>
    </message>
    <message>
        <source>A user entered the tracker id of this run.</source>
        <translation>Um utilizador introduziu o tracker id desta execução.</translation>
    </message>
    <message>
        <source>A user entered the tracker id, so this may stop another execution.</source>
        <translation>Um utilizador introduziu o tracker id, por isso isto pode parar outra execução.</translation>
    </message>
    <message>
        <source>A user entered the tracker id.</source>
        <translation>Um utilizador introduziu o tracker id.</translation>
    </message>
    <message>
        <source>A user entered the tracker id: the figures are those of its execution, which may be another.</source>
        <translation>Um utilizador introduziu o tracker id: os números são os da execução com esse id, que pode ser outra.</translation>
    </message>
    <message>
        <source>A user has noted this on this computer; the server was not asked.</source>
        <translation type="vanished">Um utilizador registou isto neste computador; o servidor não foi consultado.</translation>
    </message>
    <message>
        <source>A user looked at {place}: the import was not started.</source>
        <translation type="vanished">Um utilizador consultou {place}: a importação não foi iniciada.</translation>
    </message>
    <message>
        <source>A user looked at {place}: the import was started.</source>
        <translation type="vanished">Um utilizador consultou {place}: a importação foi iniciada.</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>API description</source>
        <translation>Descrição da API</translation>
    </message>
    <message numerus="yes">
        <source>About 1 log line looks like an error. Some lines may have been read twice, or not at all.</source>
        <comment>About {n} log lines look like errors. Some lines may have been read twice, or not at all.</comment>
        <translation>
            <numerusform>Cerca de 1 linha do log parece um erro. Algumas linhas podem ter sido lidas duas vezes, ou nenhuma.</numerusform>
            <numerusform>Cerca de {n} linhas do log parecem erros. Algumas linhas podem ter sido lidas duas vezes, ou nenhuma.</numerusform>
        </translation>
    </message>
    <message>
        <source>About DMM Desktop</source>
        <translation>Acerca do DMM Desktop</translation>
    </message>
    <message numerus="yes">
        <source>About {time} after the upload, based on 1 earlier import.</source>
        <comment>About {time} after the upload, based on {n} earlier imports.</comment>
        <translation>
            <numerusform>Cerca de {time} depois do envio, a julgar por 1 importação anterior.</numerusform>
            <numerusform>Cerca de {time} depois do envio, a julgar por {n} importações anteriores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About {time} after the upload, going by 1 earlier import.</source>
        <comment>About {time} after the upload, going by {n} earlier imports.</comment>
        <translation type="vanished">
            <numerusform>Cerca de {time} depois do envio, a julgar por 1 importação anterior.</numerusform>
            <numerusform>Cerca de {time} depois do envio, a julgar por {n} importações anteriores.</numerusform>
        </translation>
    </message>
    <message>
        <source>Accents are part of the letters in one name and separate characters in the other.</source>
        <translation>Os acentos fazem parte das letras num nome e são caracteres próprios no outro.</translation>
    </message>
    <message>
        <source>Accents are parts of the letters in one name and characters of their own in the other.</source>
        <translation type="vanished">Os acentos fazem parte das letras num nome e são caracteres próprios no outro.</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceite</translation>
    </message>
    <message>
        <source>According to its API description, tracker ids are of type {kind}.</source>
        <translation>Segundo a descrição da API, os tracker ids são do tipo {kind}.</translation>
    </message>
    <message>
        <source>According to the server, the execution with the tracker id {id} is not an export, so it is another one. What became of the export is not known. Check DMM on {place}.</source>
        <translation>Segundo o servidor, a execução com o tracker id {id} não é uma exportação, portanto é outra. Não se sabe o que aconteceu à exportação. Verifique no DMM de {place}.</translation>
    </message>
    <message>
        <source>According to the server, the execution with the tracker id {id} is not an export.</source>
        <translation>Segundo o servidor, a execução com o tracker id {id} não é uma exportação.</translation>
    </message>
    <message>
        <source>According to the server, the execution with the tracker id {id} is not an import, so it is another one. What became of the import is not known. Check DMM on {place} before you start it again.</source>
        <translation>Segundo o servidor, a execução com o tracker id {id} não é uma importação, portanto é outra. Não se sabe o que aconteceu à importação. Verifique no DMM de {place} antes de a iniciar novamente.</translation>
    </message>
    <message>
        <source>According to the server, the execution with the tracker id {id} is not an import.</source>
        <translation>Segundo o servidor, a execução com o tracker id {id} não é uma importação.</translation>
    </message>
    <message numerus="yes">
        <source>Add 1 environment</source>
        <comment>Add {n} environments</comment>
        <translation>
            <numerusform>Adicionar 1 ambiente</numerusform>
            <numerusform>Adicionar {n} ambientes</numerusform>
        </translation>
    </message>
    <message>
        <source>Add an environment with the address {host}, and try again.</source>
        <translation>Adicione um ambiente com o endereço {host} e tente novamente.</translation>
    </message>
    <message>
        <source>Add an environment with the old address to follow or stop this import.</source>
        <translation type="vanished">Adicione um ambiente com o endereço antigo para acompanhar ou parar esta importação.</translation>
    </message>
    <message>
        <source>Add an environment with the old address to follow or stop this run.</source>
        <translation type="vanished">Adicione um ambiente com o endereço antigo para seguir ou parar esta execução.</translation>
    </message>
    <message>
        <source>Add an environment with the old address to follow this import.</source>
        <translation type="vanished">Adicione um ambiente com o endereço antigo para acompanhar esta importação.</translation>
    </message>
    <message>
        <source>Add an environment with the old address to watch or stop this run.</source>
        <translation>Adicione um ambiente com o endereço antigo para acompanhar ou parar esta execução.</translation>
    </message>
    <message>
        <source>Add an environment with this address, and try again.</source>
        <translation>Adicione um ambiente com este endereço e tente novamente.</translation>
    </message>
    <message>
        <source>Add environment…</source>
        <translation>Adicionar ambiente…</translation>
    </message>
    <message>
        <source>Add it again under the same name, with a valid address.</source>
        <translation>Adicione-o de novo com o mesmo nome e um endereço válido.</translation>
    </message>
    <message>
        <source>Add it again under the same name, with an address that can be used.</source>
        <translation type="vanished">Adicione-o de novo com o mesmo nome e um endereço que possa ser usado.</translation>
    </message>
    <message>
        <source>Add the environment again.</source>
        <translation>Adicione o ambiente de novo.</translation>
    </message>
    <message>
        <source>Add what is missing.</source>
        <translation>Acrescente o que falta.</translation>
    </message>
    <message>
        <source>Added here</source>
        <translation>Adicionada aqui</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Address of the other environment, for DMMREST.</source>
        <translation>Endereço do outro ambiente, para DMMREST.</translation>
    </message>
    <message>
        <source>After the next start, the run is shown as it was last stored.</source>
        <translation>Após o próximo arranque, a execução é mostrada como foi guardada pela última vez.</translation>
    </message>
    <message>
        <source>All files are inside the folder {folder}, but DMM looks for them at the root of the zip. Zip the files instead of the folder that holds them.</source>
        <translation>Todos os ficheiros estão na pasta {folder}, mas o DMM procura-os na raiz do zip. Comprima os ficheiros em vez da pasta que os contém.</translation>
    </message>
    <message>
        <source>All logs</source>
        <translation>Todos os logs</translation>
    </message>
    <message>
        <source>All logs except those of runs in Production</source>
        <translation>Todos os logs exceto os de execuções em Produção</translation>
    </message>
    <message>
        <source>All rows checked: {found}.</source>
        <translation>Todas as linhas verificadas: {found}.</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos os estados</translation>
    </message>
    <message>
        <source>All users can create files in {folder}, and DMM Desktop would take them for its own.</source>
        <translation>Todos os utilizadores podem criar ficheiros em {folder}, e o DMM Desktop tomá-los-ia por seus.</translation>
    </message>
    <message>
        <source>Allow access, then save again.</source>
        <translation>Permita o acesso e guarde novamente.</translation>
    </message>
    <message>
        <source>Allow it and try again, or enter the key for this session only.</source>
        <translation>Permita o acesso e tente novamente, ou introduza a chave só para esta sessão.</translation>
    </message>
    <message>
        <source>Always the same number of records per chunk</source>
        <translation>Sempre o mesmo número de registos por bloco</translation>
    </message>
    <message>
        <source>An entity with errors may have been imported in part: DMM imports in chunks, and does not document what happens to the other records of a failing chunk.</source>
        <translation>Uma entidade com erros pode ter sido importada em parte: o DMM importa por blocos (chunks) e não documenta o que acontece aos outros registos de um bloco com erros.</translation>
    </message>
    <message>
        <source>An execution in {place} has ended, but its results have not been read yet ({about}).</source>
        <translation>Uma execução em {place} terminou, mas os seus resultados ainda não foram lidos ({about}).</translation>
    </message>
    <message>
        <source>An execution in {place} has not ended ({about}).</source>
        <translation>Uma execução em {place} não terminou ({about}).</translation>
    </message>
    <message>
        <source>An execution in {place} may still be running (last seen: {about}).</source>
        <translation>Uma execução em {place} pode ainda estar em curso (última vez: {about}).</translation>
    </message>
    <message>
        <source>An execution in {place} on {host} is being started.</source>
        <translation>Está a ser iniciada uma execução em {place} ({host}).</translation>
    </message>
    <message>
        <source>An export from {place} has ended, but its results have not been read yet ({about}).</source>
        <translation>Uma exportação de {place} terminou, mas os seus resultados ainda não foram lidos ({about}).</translation>
    </message>
    <message>
        <source>An export from {place} has not ended ({about}).</source>
        <translation>Uma exportação de {place} não terminou ({about}).</translation>
    </message>
    <message>
        <source>An export from {place} may be continuing (last seen: {about}).</source>
        <translation type="vanished">Uma exportação de {place} pode estar a continuar (última vez: {about}).</translation>
    </message>
    <message>
        <source>An export from {place} may still be running (last seen: {about}).</source>
        <translation>Uma exportação de {place} pode ainda estar em curso (última vez: {about}).</translation>
    </message>
    <message>
        <source>An export from {place} on {host} is being started.</source>
        <translation>Está a ser iniciada uma exportação de {place} em {host}.</translation>
    </message>
    <message>
        <source>An import into {place} has ended, but its results have not been read yet ({about}).</source>
        <translation>Uma importação para {place} terminou, mas os seus resultados ainda não foram lidos ({about}).</translation>
    </message>
    <message>
        <source>An import into {place} has not ended ({about}).</source>
        <translation>Uma importação para {place} não terminou ({about}).</translation>
    </message>
    <message>
        <source>An import into {place} may be continuing (last seen: {about}).</source>
        <translation type="vanished">Uma importação para {place} pode estar a continuar (última vez: {about}).</translation>
    </message>
    <message>
        <source>An import into {place} may still be running (last seen: {about}).</source>
        <translation>Uma importação para {place} pode ainda estar em curso (última vez: {about}).</translation>
    </message>
    <message>
        <source>Another DMM Desktop has been opening or upgrading it for {n} seconds.</source>
        <translation>Há {n} segundos que outro DMM Desktop a está a abrir ou a atualizar.</translation>
    </message>
    <message>
        <source>Another environment is called “{name}” already.</source>
        <translation>Já existe outro ambiente com o nome “{name}”.</translation>
    </message>
    <message>
        <source>Another execution</source>
        <translation>Outra execução</translation>
    </message>
    <message>
        <source>Another import in the list has the tracker id {id}.</source>
        <translation type="vanished">Outra importação da lista tem o tracker id {id}.</translation>
    </message>
    <message>
        <source>Another import in the list has the tracker id “{id}”.</source>
        <translation type="vanished">Outra importação da lista tem o tracker id “{id}”.</translation>
    </message>
    <message>
        <source>Another preset of this environment is called “{name}” already.</source>
        <translation>Já existe outra predefinição deste ambiente chamada “{name}”.</translation>
    </message>
    <message>
        <source>Another program has kept it locked for {n} seconds.</source>
        <translation>Outro programa tem-na bloqueada há {n} segundos.</translation>
    </message>
    <message>
        <source>Another program holds its locks, or the disk does not support locks.</source>
        <translation>Outro programa detém os seus bloqueios, ou o disco não suporta bloqueios.</translation>
    </message>
    <message>
        <source>Another program is requesting this export, or was at the last check.</source>
        <translation>Outro programa está a pedir esta exportação, ou estava na última verificação.</translation>
    </message>
    <message>
        <source>Another program is sending this import, or was at the last check.</source>
        <translation>Esta importação está a ser enviada por outro programa, ou estava quando foi verificada pela última vez.</translation>
    </message>
    <message>
        <source>Another program sends this import, or did so when it was looked at last.</source>
        <translation type="vanished">Esta importação está a ser enviada por outro programa, ou estava quando foi verificada pela última vez.</translation>
    </message>
    <message>
        <source>Another program wrote to the file after it was checked.</source>
        <translation>Outro programa escreveu no ficheiro depois de este ter sido verificado.</translation>
    </message>
    <message>
        <source>Another program wrote to the file after it was checked. Nothing was started.</source>
        <translation>Outro programa escreveu no ficheiro depois de este ter sido verificado. Nada foi iniciado.</translation>
    </message>
    <message>
        <source>Another run in the list has the tracker id “{id}”.</source>
        <translation>Outra execução da lista tem o tracker id “{id}”.</translation>
    </message>
    <message>
        <source>Another version of DMM Desktop exported it.</source>
        <translation>Foi exportado por outra versão do DMM Desktop.</translation>
    </message>
    <message>
        <source>Answers as another server {when}</source>
        <translation type="vanished">Responde como outro servidor {when}</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>Qualquer data</translation>
    </message>
    <message>
        <source>Append mode would duplicate its records.</source>
        <translation>Acrescentar duplicaria os seus registos.</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Aplicação</translation>
    </message>
    <message>
        <source>Applies to a zip.</source>
        <translation>Aplica-se a um zip.</translation>
    </message>
    <message>
        <source>As of {day}: {seen}</source>
        <translation>Em {day}: {seen}</translation>
    </message>
    <message>
        <source>As of {time}: {seen}</source>
        <translation>Às {time}: {seen}</translation>
    </message>
    <message numerus="yes">
        <source>At least 1 log line looks like an error. The log was not read to its end.</source>
        <comment>At least {n} log lines look like errors. The log was not read to its end.</comment>
        <translation>
            <numerusform>Pelo menos 1 linha do log parece um erro. O log não foi lido até ao fim.</numerusform>
            <numerusform>Pelo menos {n} linhas do log parecem erros. O log não foi lido até ao fim.</numerusform>
        </translation>
    </message>
    <message>
        <source>At most. 0 means 100,000 directly from a database, 12,500 over REST.</source>
        <translation>No máximo. 0 significa 100 000 diretamente de uma base de dados e 12 500 por REST.</translation>
    </message>
    <message>
        <source>At most. 0 means 20,000.</source>
        <translation>No máximo. 0 significa 20 000.</translation>
    </message>
    <message>
        <source>Before a user entered the tracker id: {outcome}.</source>
        <translation>Antes de um utilizador introduzir o tracker id: {outcome}.</translation>
    </message>
    <message>
        <source>Begun here</source>
        <translation type="vanished">Iniciada aqui</translation>
    </message>
    <message>
        <source>Begun on {day}.</source>
        <translation>Começada em {day}.</translation>
    </message>
    <message>
        <source>Binary sample (KB)</source>
        <translation>Amostra binária (KB)</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Corpo</translation>
    </message>
    <message>
        <source>Both can be read as {name}, but they are encoded differently in the zip.</source>
        <translation>Ambos podem ser lidos como {name}, mas estão codificados de forma diferente no zip.</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Capitals and spaces at the ends make no difference.</source>
        <translation>Maiúsculas e espaços nas pontas não fazem diferença.</translation>
    </message>
    <message>
        <source>Change to another folder, or give the full path.</source>
        <translation>Mude para outra pasta, ou indique o caminho completo.</translation>
    </message>
    <message>
        <source>Change to another folder, or give the whole path.</source>
        <translation type="vanished">Mude para outra pasta, ou indique o caminho completo.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Verificação</translation>
    </message>
    <message>
        <source>Check DMM on {host} for the connection before you create it again. If it exists, use it by its name.</source>
        <translation>Verifique no DMM de {host} se a ligação existe antes de a criar novamente. Se existir, use-a pelo nome.</translation>
    </message>
    <message>
        <source>Check DMM on {host} to see what became of it.</source>
        <translation>Verifique no DMM de {host} qual foi o resultado.</translation>
    </message>
    <message>
        <source>Check DMM on {place} and record what you found.</source>
        <translation>Consulte o DMM em {place} e registe o que encontrou.</translation>
    </message>
    <message>
        <source>Check DMM on {place}.</source>
        <translation>Verifique no DMM de {place}.</translation>
    </message>
    <message>
        <source>Check its status to see how it ended.</source>
        <translation>Consulte o seu estado para ver como terminou.</translation>
    </message>
    <message>
        <source>Check of {name}</source>
        <translation>Verificação de {name}</translation>
    </message>
    <message>
        <source>Check that the address belongs to the environment or its API, and that no sign-in page comes first.</source>
        <translation>Verifique se o endereço é o do ambiente ou o da sua API, e se não há antes uma página de início de sessão.</translation>
    </message>
    <message>
        <source>Check that the address is that of the environment or of its API, and that no sign-in page precedes it.</source>
        <translation type="vanished">Verifique se o endereço é o do ambiente ou o da sua API, e se não há antes uma página de início de sessão.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and in order, then try again. Or choose another data folder with --data-dir.</source>
        <translation type="vanished">Verifique se o disco está ligado e em ordem e tente novamente. Ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and working, then try again. Or choose another data folder with --data-dir.</source>
        <translation>Verifique se o disco está ligado e a funcionar e tente novamente. Ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Check that the disk or network drive is connected, then try again.</source>
        <translation>Verifique se o disco ou a unidade de rede está ligada e tente novamente.</translation>
    </message>
    <message>
        <source>Check that the file is still there and can be opened. Nothing was started.</source>
        <translation>Verifique se o ficheiro ainda existe e se pode ser aberto. Nada foi iniciado.</translation>
    </message>
    <message>
        <source>Check that you copied nothing else.</source>
        <translation>Verifique se não copiou mais nada.</translation>
    </message>
    <message>
        <source>Check that you copied only the key. If you did, it is kept until the application closes.</source>
        <translation type="vanished">Verifique se copiou apenas a chave. Se sim, ela é guardada até a aplicação fechar.</translation>
    </message>
    <message>
        <source>Check that you copied only the key. Otherwise it is kept until the application closes.</source>
        <translation type="vanished">Verifique se copiou apenas a chave. Caso contrário, fica guardada até a aplicação ser fechada.</translation>
    </message>
    <message>
        <source>Check that you copied the key alone. Otherwise it is kept until the application closes.</source>
        <translation type="vanished">Verifique se copiou apenas a chave. Caso contrário, fica guardada até a aplicação ser fechada.</translation>
    </message>
    <message>
        <source>Check the address and its port.</source>
        <translation>Verifique o endereço e a porta.</translation>
    </message>
    <message>
        <source>Check the address and your network, and whether the environment is up.</source>
        <translation>Verifique o endereço e a sua rede, e se o ambiente está a funcionar.</translation>
    </message>
    <message>
        <source>Check the address of the environment, and have the API description corrected.</source>
        <translation>Verifique o endereço do ambiente e peça a correção da descrição da API.</translation>
    </message>
    <message>
        <source>Check the date and time of this computer. If they are right, the administrator of {host} has to install a valid certificate.</source>
        <translation type="vanished">Verifique a data e a hora deste computador. Se estiverem certas, o administrador de {host} tem de instalar um certificado válido.</translation>
    </message>
    <message>
        <source>Check the date and time of this computer. If they are right, the administrator of {host} must install a valid certificate.</source>
        <translation>Verifique a data e a hora deste computador. Se estiverem certas, o administrador de {host} tem de instalar um certificado válido.</translation>
    </message>
    <message>
        <source>Check the network settings of this computer.</source>
        <translation>Verifique as definições de rede deste computador.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Verifique o caminho.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder, close it in other programs, or choose another place.</source>
        <translation>Verifique as permissões do ficheiro e da pasta, feche-o noutros programas ou escolha outro local.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder. If they are right, move the file away, or choose another data folder with --data-dir. Then start DMM Desktop again.</source>
        <translation>Verifique as permissões do ficheiro e da sua pasta. Se estiverem corretas, mova o ficheiro, ou escolha outra pasta de dados com --data-dir. Depois, inicie novamente o DMM Desktop.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder and its files, then try again.</source>
        <translation>Verifique as permissões da pasta e dos seus ficheiros e tente novamente.</translation>
    </message>
    <message>
        <source>Check the proxy settings of the system or of this environment.</source>
        <translation>Verifique as definições de proxy do sistema ou deste ambiente.</translation>
    </message>
    <message>
        <source>Check the spelling of the address, and whether you need to be in a VPN.</source>
        <translation type="vanished">Verifique se o endereço está bem escrito e se precisa de uma VPN.</translation>
    </message>
    <message>
        <source>Check the spelling of the address, and whether you need to connect to a VPN.</source>
        <translation>Verifique se o endereço está bem escrito e se precisa de uma VPN.</translation>
    </message>
    <message>
        <source>Check the spelling of the address: another server may be answering in place of {host}.</source>
        <translation>Verifique se o endereço está bem escrito: pode estar outro servidor a responder em vez de {host}.</translation>
    </message>
    <message>
        <source>Check the tracker id and the environment.</source>
        <translation>Verifique o tracker id e o ambiente.</translation>
    </message>
    <message>
        <source>Check the tracker id, and have the API description corrected.</source>
        <translation>Verifique o tracker id, e peça que a descrição da API seja corrigida.</translation>
    </message>
    <message>
        <source>Check your network and whether the environment is up, then try again.</source>
        <translation>Verifique a sua rede e se o ambiente está a funcionar, e tente novamente.</translation>
    </message>
    <message>
        <source>Check {host} before starting it again.</source>
        <translation>Consulte {host} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>Checked as far as it can be read: {found}.</source>
        <translation>Verificado até onde é possível ler: {found}.</translation>
    </message>
    <message>
        <source>Checked at</source>
        <translation>Verificado em</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Verificado por</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>Verificado {when}</translation>
    </message>
    <message>
        <source>Choose a file that was made with Export environments. Nothing was added.</source>
        <translation>Escolha um ficheiro criado com Exportar ambientes. Nada foi adicionado.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Escolha um ficheiro.</translation>
    </message>
    <message>
        <source>Choose a shorter name or place.</source>
        <translation>Escolha um nome ou um local mais curto.</translation>
    </message>
    <message>
        <source>Choose another data folder with --data-dir.</source>
        <translation>Escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>Escolha outro disco.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Escolha outro ficheiro.</translation>
    </message>
    <message>
        <source>Choose another name or folder for the copy.</source>
        <translation>Escolha outro nome ou outra pasta para a cópia.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Escolha outro nome.</translation>
    </message>
    <message>
        <source>Choose another place with --data-dir.</source>
        <translation type="vanished">Escolha outro local com --data-dir.</translation>
    </message>
    <message>
        <source>Choose another place, then try again.</source>
        <translation>Escolha outro local e tente novamente.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Escolha outro local.</translation>
    </message>
    <message>
        <source>Choose data append mode (new ids) or keep ids, or set {name} in the configuration.</source>
        <translation>Escolha data append mode (ids novos) ou manter os ids, ou defina {name} na configuração.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Escolha um valor.</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s certificate, as PEM or DER. Your administrator can provide it.</source>
        <translation>Escolha o certificado da autoridade, em PEM ou DER. O seu administrador pode fornecê-lo.</translation>
    </message>
    <message>
        <source>Choose the certificate of the authority, as PEM or DER, that your administrator hands out.</source>
        <translation type="vanished">Escolha o certificado da autoridade, em PEM ou DER, que o seu administrador distribui.</translation>
    </message>
    <message>
        <source>Choose the name of the zip</source>
        <translation>Escolher o nome do zip</translation>
    </message>
    <message>
        <source>Choose the zip that DMM exported.</source>
        <translation>Escolha o zip que o DMM exportou.</translation>
    </message>
    <message>
        <source>Chunk size (KB)</source>
        <translation>Tamanho do bloco (KB)</translation>
    </message>
    <message>
        <source>Close DMM Desktop and start it again: it sets the damaged database aside and begins an empty one.</source>
        <translation type="vanished">Feche o DMM Desktop e volte a iniciá-lo: põe de parte a base de dados danificada e começa uma vazia.</translation>
    </message>
    <message>
        <source>Close DMM Desktop and start it again: it sets the damaged database aside and starts with an empty one.</source>
        <translation>Feche o DMM Desktop e volte a iniciá-lo: põe de parte a base de dados danificada e começa uma vazia.</translation>
    </message>
    <message>
        <source>Close a dialog</source>
        <translation>Fechar uma janela de diálogo</translation>
    </message>
    <message>
        <source>Close all other windows of DMM Desktop, then start it again. Or choose another data folder with --data-dir.</source>
        <translation>Feche todas as outras janelas do DMM Desktop e inicie-o novamente. Ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Closing cancels the start. Nothing has been exported yet.</source>
        <translation>Fechar cancela o início. Ainda nada foi exportado.</translation>
    </message>
    <message>
        <source>Closing cancels the start. Nothing has been started yet.</source>
        <translation>Fechar cancela o início. Ainda nada foi iniciado.</translation>
    </message>
    <message>
        <source>Closing does not stop it, but its REST API key is kept only until then. It is watched again once you have entered the key after the next start.</source>
        <translation>Fechar não a para, mas a chave da API REST só fica guardada até lá. Volta a ser acompanhada quando introduzir a chave depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop it, but loses its REST API key, which is kept only until DMM Desktop closes. It is watched again, and can be stopped here, once you have entered the key after the next start.</source>
        <translation type="vanished">Fechar não a para, mas perde a chave da API REST, que só fica guardada até o DMM Desktop ser fechado. Só volta a ser acompanhada, e a poder ser parada aqui, quando introduzir a chave depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop it. It is followed again after the next start.</source>
        <translation type="vanished">Fechar não a para. Volta a ser seguida depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop it. It is watched again after the next start.</source>
        <translation>Fechar não a para. Volta a ser acompanhada depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop them, but loses their REST API keys, which are kept only until DMM Desktop closes. They are watched again, and can be stopped here, once you have entered the keys after the next start.</source>
        <translation type="vanished">Fechar não as para, mas perde as chaves da API REST, que só ficam guardadas até o DMM Desktop ser fechado. Só voltam a ser acompanhadas, e a poder ser paradas aqui, quando introduzir as chaves depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop them, but their REST API keys are kept only until then. They are watched again once you have entered the keys after the next start.</source>
        <translation>Fechar não as para, mas as chaves da API REST só ficam guardadas até lá. Voltam a ser acompanhadas quando introduzir as chaves depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop them. They are followed again after the next start.</source>
        <translation type="vanished">Fechar não as para. Voltam a ser seguidas depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing does not stop them. They are watched again after the next start.</source>
        <translation>Fechar não as para. Voltam a ser acompanhadas depois do próximo arranque.</translation>
    </message>
    <message>
        <source>Closing ends the attempt.</source>
        <translation>Fechar termina a tentativa.</translation>
    </message>
    <message>
        <source>Closing ends the attempts.</source>
        <translation>Fechar termina as tentativas.</translation>
    </message>
    <message>
        <source>Closing ends this. Nothing has been saved yet.</source>
        <translation>Fechar interrompe a operação. Ainda não foi guardado nada.</translation>
    </message>
    <message>
        <source>Closing ends this. Save the logs again later, while the server still has them.</source>
        <translation>Fechar interrompe a operação. Guarde os logs mais tarde, enquanto o servidor ainda os tiver.</translation>
    </message>
    <message>
        <source>Closing ends this. Saving it later needs no new export, while the server still has it.</source>
        <translation>Fechar termina isto. Pode guardar mais tarde sem uma nova exportação, enquanto o servidor ainda a tiver.</translation>
    </message>
    <message>
        <source>Closing ends this; the logs stay on the server.</source>
        <translation type="vanished">Fechar interrompe a operação; os logs ficam no servidor.</translation>
    </message>
    <message>
        <source>Closing stops the upload. Nothing has been imported yet.</source>
        <translation>Fechar para o envio. Ainda nada foi importado.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>Compare it with DMM on {place}.</source>
        <translation>Compare-o com o DMM em {place}.</translation>
    </message>
    <message>
        <source>Complete is DMM&apos;s word for an execution that has run to its end. It does not promise that every row was imported, or that the values are those in the zip.</source>
        <translation>Complete é a palavra do DMM para uma execução que chegou ao fim. Não garante que todas as linhas tenham sido importadas, nem que os valores sejam os do zip.</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Concluída</translation>
    </message>
    <message>
        <source>Completed with errors</source>
        <translation>Concluída com erros</translation>
    </message>
    <message>
        <source>Completed without errors or warnings</source>
        <translation>Concluídas sem erros nem avisos</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>Connect the disk it leads to, or choose another data folder with --data-dir.</source>
        <translation type="vanished">Ligue o disco a que conduz, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Connect the disk it points to, or choose another data folder with --data-dir.</source>
        <translation>Ligue o disco a que conduz, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Connect the disk that it leads to, or choose another data folder with --data-dir.</source>
        <translation type="vanished">Ligue o disco a que conduz, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Ligação</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Ligação perdida</translation>
    </message>
    <message>
        <source>Connection lost, continues on the server</source>
        <translation type="vanished">Ligação perdida, continua no servidor</translation>
    </message>
    <message>
        <source>Connection name</source>
        <translation>Nome da ligação</translation>
    </message>
    <message>
        <source>Connection not known</source>
        <translation>Ligação desconhecida</translation>
    </message>
    <message>
        <source>Connection string</source>
        <translation>Cadeia de ligação</translation>
    </message>
    <message>
        <source>Connection to {place} lost at {time}.</source>
        <translation type="vanished">Ligação a {place} perdida às {time}.</translation>
    </message>
    <message>
        <source>Connection to {place} lost at {time}. The import continues on the server.</source>
        <translation type="vanished">Ligação a {place} perdida às {time}. A importação continua no servidor.</translation>
    </message>
    <message>
        <source>Connection type</source>
        <translation>Tipo de ligação</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="vanished">Ligações</translation>
    </message>
    <message>
        <source>Constant size</source>
        <translation>Tamanho constante</translation>
    </message>
    <message numerus="yes">
        <source>Copy 1 connection</source>
        <comment>Copy {n} connections</comment>
        <translation>
            <numerusform>Copiar 1 ligação</numerusform>
            <numerusform>Copiar {n} ligações</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copiar endereço</translation>
    </message>
    <message>
        <source>Copy as curl…</source>
        <translation>Copiar como curl…</translation>
    </message>
    <message>
        <source>Copy it again from the environment, without anything around it.</source>
        <translation>Volte a copiá-lo do ambiente, sem nada à volta.</translation>
    </message>
    <message>
        <source>Copy or download it again, or export it again.</source>
        <translation>Volte a copiá-lo ou a descarregá-lo, ou a exportar.</translation>
    </message>
    <message>
        <source>Copy or download the zip again, or export it again.</source>
        <translation>Volte a copiar ou a descarregar o zip, ou a exportar.</translation>
    </message>
    <message>
        <source>Copy the selected row or lines</source>
        <translation>Copiar a linha ou as linhas selecionadas</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Corrija e tente novamente.</translation>
    </message>
    <message>
        <source>Correct it here or in the form.</source>
        <translation>Corrija-o aqui ou no formulário.</translation>
    </message>
    <message>
        <source>Correct it, or download it again from DMM as JSON.</source>
        <translation>Corrija-a ou volte a descarregá-la do DMM em JSON.</translation>
    </message>
    <message>
        <source>Correct its owner or permissions, or choose another data folder with --data-dir.</source>
        <translation>Corrija o proprietário ou as permissões, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Correct the address of the page.</source>
        <translation>Corrija o endereço da página.</translation>
    </message>
    <message>
        <source>Correct the link, or choose another file.</source>
        <translation>Corrija a ligação, ou escolha outro ficheiro.</translation>
    </message>
    <message>
        <source>Correct the link, or choose another place with --data-dir.</source>
        <translation>Corrija a ligação, ou escolha outro local com --data-dir.</translation>
    </message>
    <message>
        <source>Correct the permissions, or choose another place with --data-dir.</source>
        <translation>Corrija as permissões, ou escolha outro local com --data-dir.</translation>
    </message>
    <message>
        <source>Correct what the server names and try again.</source>
        <translation type="vanished">Corrija o que o servidor indica e tente novamente.</translation>
    </message>
    <message>
        <source>Could not check for a newer version.</source>
        <translation>Não foi possível verificar se há uma versão mais recente.</translation>
    </message>
    <message>
        <source>Could not tell. {reason}</source>
        <translation type="vanished">Não foi possível saber. {reason}</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Vezes</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Contagens</translation>
    </message>
    <message>
        <source>Counts, last seen on {day}</source>
        <translation>Contagens, vistas pela última vez em {day}</translation>
    </message>
    <message>
        <source>Create the folder, or choose another place.</source>
        <translation>Crie a pasta ou escolha outro local.</translation>
    </message>
    <message>
        <source>Create the foreign key constraints</source>
        <translation>Criar as restrições de chave estrangeira</translation>
    </message>
    <message>
        <source>Create the zip with the standard method, Deflate.</source>
        <translation>Crie o zip com o método habitual, Deflate.</translation>
    </message>
    <message>
        <source>Create the zip without a password.</source>
        <translation>Crie o zip sem palavra-passe.</translation>
    </message>
    <message>
        <source>Created by DMM Desktop {version} on {day}.</source>
        <translation>Criado pelo DMM Desktop {version} a {day}.</translation>
    </message>
    <message>
        <source>DMM Desktop (demo)</source>
        <translation>DMM Desktop (demonstração)</translation>
    </message>
    <message>
        <source>DMM Desktop ended before a response to the export arrived.</source>
        <translation>O DMM Desktop terminou antes de chegar uma resposta à exportação.</translation>
    </message>
    <message>
        <source>DMM Desktop ended before a response to the import arrived, so the import may be running. Check {place} before starting it again.</source>
        <translation>O DMM Desktop terminou antes de chegar uma resposta à importação, por isso a importação pode estar a decorrer. Verifique {place} antes de a iniciar de novo.</translation>
    </message>
    <message>
        <source>DMM Desktop ended before a response to the import arrived.</source>
        <translation>O DMM Desktop terminou antes de chegar uma resposta à importação.</translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server answered an export. Its outcome is unknown.</source>
        <comment>DMM Desktop ended before the server answered {n} exports. Their outcome is unknown.</comment>
        <translation type="vanished">
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma exportação. O resultado é desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} exportações. Os resultados são desconhecidos.</numerusform>
        </translation>
    </message>
    <message>
        <source>DMM Desktop ended before the server answered an import. Its outcome is unknown.</source>
        <translation type="vanished">O DMM Desktop terminou antes de o servidor responder a uma importação. O resultado é desconhecido.</translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server answered an import. Its outcome is unknown.</source>
        <comment>DMM Desktop ended before the server answered {n} imports. Their outcome is unknown.</comment>
        <translation type="vanished">
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma importação. O resultado é desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} importações. Os resultados são desconhecidos.</numerusform>
        </translation>
    </message>
    <message>
        <source>DMM Desktop ended before the server answered {n} imports. Their outcome is unknown.</source>
        <translation type="vanished">O DMM Desktop terminou antes de o servidor responder a {n} importações. Os resultados são desconhecidos.</translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server responded to an export, so its outcome was unknown.</source>
        <comment>DMM Desktop ended before the server responded to {n} exports, so their outcomes were unknown.</comment>
        <translation>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma exportação, pelo que o resultado era desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} exportações, pelo que os resultados eram desconhecidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server responded to an export. Its outcome is unknown.</source>
        <comment>DMM Desktop ended before the server responded to {n} exports. Their outcome is unknown.</comment>
        <translation type="vanished">
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma exportação. O resultado é desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} exportações. Os resultados são desconhecidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server responded to an import, so its outcome was unknown.</source>
        <comment>DMM Desktop ended before the server responded to {n} imports, so their outcomes were unknown.</comment>
        <translation>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma importação, pelo que o resultado era desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} importações, pelo que os resultados eram desconhecidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>DMM Desktop ended before the server responded to an import. Its outcome is unknown.</source>
        <comment>DMM Desktop ended before the server responded to {n} imports. Their outcome is unknown.</comment>
        <translation type="vanished">
            <numerusform>O DMM Desktop terminou antes de o servidor responder a uma importação. O resultado é desconhecido.</numerusform>
            <numerusform>O DMM Desktop terminou antes de o servidor responder a {n} importações. Os resultados são desconhecidos.</numerusform>
        </translation>
    </message>
    <message>
        <source>DMM Desktop failed.</source>
        <translation>O DMM Desktop falhou.</translation>
    </message>
    <message>
        <source>DMM Desktop has not recorded anything in {folder}.</source>
        <translation>O DMM Desktop ainda não registou nada em {folder}.</translation>
    </message>
    <message>
        <source>DMM Desktop is following an execution in {place} on {host}.</source>
        <translation type="vanished">O DMM Desktop está a seguir uma execução em {place} ({host}).</translation>
    </message>
    <message>
        <source>DMM Desktop is following an export from {place} on {host}.</source>
        <translation type="vanished">O DMM Desktop está a seguir uma exportação de {place} em {host}.</translation>
    </message>
    <message>
        <source>DMM Desktop is following an import to {place} on {host}.</source>
        <translation type="vanished">O DMM Desktop está a seguir uma importação para {place} em {host}.</translation>
    </message>
    <message>
        <source>DMM Desktop is following {n} exports.</source>
        <translation type="vanished">O DMM Desktop está a seguir {n} exportações.</translation>
    </message>
    <message>
        <source>DMM Desktop is following {n} imports.</source>
        <translation type="vanished">O DMM Desktop está a seguir {n} importações.</translation>
    </message>
    <message>
        <source>DMM Desktop is following {n} runs.</source>
        <translation type="vanished">O DMM Desktop está a seguir {n} execuções.</translation>
    </message>
    <message>
        <source>DMM Desktop is watching an execution in {place} on {host}.</source>
        <translation>O DMM Desktop está a acompanhar uma execução em {place} ({host}).</translation>
    </message>
    <message>
        <source>DMM Desktop is watching an export from {place} on {host}.</source>
        <translation>O DMM Desktop está a acompanhar uma exportação de {place} em {host}.</translation>
    </message>
    <message>
        <source>DMM Desktop is watching an import to {place} on {host}.</source>
        <translation>O DMM Desktop está a acompanhar uma importação para {place} em {host}.</translation>
    </message>
    <message>
        <source>DMM Desktop is watching {n} exports.</source>
        <translation>O DMM Desktop está a acompanhar {n} exportações.</translation>
    </message>
    <message>
        <source>DMM Desktop is watching {n} imports.</source>
        <translation>O DMM Desktop está a acompanhar {n} importações.</translation>
    </message>
    <message>
        <source>DMM Desktop is watching {n} runs.</source>
        <translation>O DMM Desktop está a acompanhar {n} execuções.</translation>
    </message>
    <message>
        <source>DMM Desktop keeps {kept} MB of it free.</source>
        <translation>O DMM Desktop mantém livres {kept} MB desse disco.</translation>
    </message>
    <message>
        <source>DMM does not document what it counts as a record, so this difference alone does not prove that records are missing. Compare the entities in {place}.</source>
        <translation>O DMM não documenta o que conta como registo, pelo que esta diferença, por si só, não prova que faltem registos. Compare as entidades em {place}.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Data Destination</source>
        <translation>Data Destination</translation>
    </message>
    <message>
        <source>Data Source</source>
        <translation>Data Source</translation>
    </message>
    <message>
        <source>Data is being uploaded or saved.</source>
        <translation>Há dados a serem enviados ou guardados.</translation>
    </message>
    <message>
        <source>Data volume</source>
        <translation>Volume de dados</translation>
    </message>
    <message>
        <source>DataDestination for import, delete and scramble; DataSource for export and migration.</source>
        <translation>DataDestination para importar, eliminar e baralhar; DataSource para exportar e migrar.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de dados</translation>
    </message>
    <message>
        <source>Database connection</source>
        <translation>Ligação da base de dados</translation>
    </message>
    <message>
        <source>Database connection string.</source>
        <translation>Cadeia de ligação à base de dados.</translation>
    </message>
    <message>
        <source>Database type</source>
        <translation>Tipo de base de dados</translation>
    </message>
    <message>
        <source>Delete it after saving</source>
        <translation>Apagá-lo depois de guardar</translation>
    </message>
    <message>
        <source>Delete it from the disk once it is in the database</source>
        <translation type="vanished">Apagá-lo do disco depois de estar na base de dados</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>Different ids</source>
        <translation>Ids diferentes</translation>
    </message>
    <message>
        <source>Drop one zip.</source>
        <translation>Largue um único zip.</translation>
    </message>
    <message>
        <source>Duplicate environment…</source>
        <translation>Duplicar ambiente…</translation>
    </message>
    <message>
        <source>Edit environment…</source>
        <translation>Editar ambiente…</translation>
    </message>
    <message>
        <source>Edit note…</source>
        <translation>Editar nota…</translation>
    </message>
    <message>
        <source>Edit the note of the selected run</source>
        <translation>Editar a nota da execução selecionada</translation>
    </message>
    <message>
        <source>Edit the selected environment or connection</source>
        <translation>Editar o ambiente ou a ligação selecionada</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Decorrido</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Ended (server clock)</source>
        <translation>Fim (relógio do servidor)</translation>
    </message>
    <message>
        <source>Ended after a stop request</source>
        <translation>Terminou após um pedido de paragem</translation>
    </message>
    <message>
        <source>Ended at {time}.</source>
        <translation>Terminou às {time}.</translation>
    </message>
    <message>
        <source>Ended on {day}.</source>
        <translation>Terminou a {day}.</translation>
    </message>
    <message>
        <source>Ended, by the server&apos;s clock</source>
        <translation type="vanished">Fim, pelo relógio do servidor</translation>
    </message>
    <message>
        <source>Enter a JSON object or array.</source>
        <translation>Introduza um objeto ou um array em JSON.</translation>
    </message>
    <message>
        <source>Enter a JSON object or list.</source>
        <translation type="vanished">Introduza um objeto ou uma lista em JSON.</translation>
    </message>
    <message>
        <source>Enter a name. To export from the environment itself, enter {connection}.</source>
        <translation>Indique um nome. Para exportar do próprio ambiente, indique {connection}.</translation>
    </message>
    <message>
        <source>Enter a name. To import into the environment itself, enter {connection}.</source>
        <translation>Indique um nome. Para importar para o próprio ambiente, indique {connection}.</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>Introduza um número.</translation>
    </message>
    <message>
        <source>Enter a value.</source>
        <translation>Introduza um valor.</translation>
    </message>
    <message>
        <source>Enter a whole number.</source>
        <translation>Introduza um número inteiro.</translation>
    </message>
    <message>
        <source>Enter it again, or copy it as text.</source>
        <translation>Introduza-o novamente, ou copie-o como texto.</translation>
    </message>
    <message>
        <source>Enter it as DMM shows it.</source>
        <translation>Introduza-o como o DMM o mostra.</translation>
    </message>
    <message>
        <source>Enter it as http://proxy.example.com:8080.</source>
        <translation>Introduza-o como http://proxy.exemplo.pt:8080.</translation>
    </message>
    <message>
        <source>Enter it as https://environment.example.com, or with the path of its DMM API.</source>
        <translation>Introduza-o como https://ambiente.exemplo.pt, ou com o caminho da sua API do DMM.</translation>
    </message>
    <message>
        <source>Enter one of {values}.</source>
        <translation>Introduza um destes valores: {values}.</translation>
    </message>
    <message>
        <source>Enter text.</source>
        <translation>Introduza texto.</translation>
    </message>
    <message>
        <source>Enter the REST API key of this environment again.</source>
        <translation>Introduza de novo a chave da API REST deste ambiente.</translation>
    </message>
    <message>
        <source>Enter the REST API key of this environment.</source>
        <translation>Introduza a chave da API REST deste ambiente.</translation>
    </message>
    <message>
        <source>Enter the token as the environment shows it.</source>
        <translation>Introduza o token tal como o ambiente o mostra.</translation>
    </message>
    <message>
        <source>Enter the whole path of a folder.</source>
        <translation>Introduza o caminho completo de uma pasta.</translation>
    </message>
    <message>
        <source>Enter them in the settings of this environment, under Proxy.</source>
        <translation>Introduza-os nas definições deste ambiente, em Proxy.</translation>
    </message>
    <message>
        <source>Enter true or false.</source>
        <translation>Introduza true ou false.</translation>
    </message>
    <message>
        <source>Enter user name and password in the fields below.</source>
        <translation>Introduza o nome de utilizador e a palavra-passe nos campos abaixo.</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Entity with errors</source>
        <translation>Entidade com erros</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Environment URL</source>
        <translation>URL do ambiente</translation>
    </message>
    <message>
        <source>Environment {place} in it has no name.</source>
        <translation>O ambiente {place} nele contido não tem nome.</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Ambientes</translation>
    </message>
    <message>
        <source>Equal numbers of rows and records do not prove equal content.</source>
        <translation>Números iguais de linhas e de registos não provam que o conteúdo seja igual.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <source>Errors in the log</source>
        <translation>Erros no log</translation>
    </message>
    <message>
        <source>Every execution has its own tracker id.</source>
        <translation>Cada execução tem o seu próprio tracker id.</translation>
    </message>
    <message>
        <source>Every import has a tracker id of its own.</source>
        <translation type="vanished">Cada importação tem o seu próprio tracker id.</translation>
    </message>
    <message>
        <source>Every import has its own tracker id.</source>
        <translation type="vanished">Cada importação tem o seu próprio tracker id.</translation>
    </message>
    <message numerus="yes">
        <source>Every second</source>
        <comment>Every {n} seconds</comment>
        <translation>
            <numerusform>A cada segundo</numerusform>
            <numerusform>A cada {n} segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Execution completed with errors. 1 entity has errors.</source>
        <comment>Execution completed with errors. {n} entities have errors.</comment>
        <translation>
            <numerusform>Execução concluída com erros. 1 entidade tem erros.</numerusform>
            <numerusform>Execução concluída com erros. {n} entidades têm erros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Execution completed, but the server counted {done} of {total} records{duration}.</source>
        <translation>Execução concluída, mas o servidor contou {done} de {total} registos{duration}.</translation>
    </message>
    <message>
        <source>Execution completed, but the server&apos;s record counts disagree: {counted} during the run, {final} in the final report.</source>
        <translation>Execução concluída, mas as contagens de registos do servidor não coincidem: {counted} durante a execução, {final} no relatório final.</translation>
    </message>
    <message numerus="yes">
        <source>Execution completed. 1 record was processed{duration}.</source>
        <comment>Execution completed. {n} records were processed{duration}.</comment>
        <translation>
            <numerusform>Execução concluída. Foi processado 1 registo{duration}.</numerusform>
            <numerusform>Execução concluída. Foram processados {n} registos{duration}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Execution failed. {message}</source>
        <translation>A execução falhou. {message}</translation>
    </message>
    <message>
        <source>Execution in {place}</source>
        <translation>Execução em {place}</translation>
    </message>
    <message>
        <source>Execution stopped.</source>
        <translation>Execução parada.</translation>
    </message>
    <message numerus="yes">
        <source>Execution stopped. 1 of {total} records had been processed.</source>
        <comment>Execution stopped. {n} of {total} records had been processed.</comment>
        <translation>
            <numerusform>Execução parada. Tinha sido processado 1 de {total} registos.</numerusform>
            <numerusform>Execução parada. Tinham sido processados {n} de {total} registos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Execution stopped. 1 record had been processed.</source>
        <comment>Execution stopped. {n} records had been processed.</comment>
        <translation>
            <numerusform>Execução parada. Tinha sido processado 1 registo.</numerusform>
            <numerusform>Execução parada. Tinham sido processados {n} registos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export again…</source>
        <translation>Exportar de novo…</translation>
    </message>
    <message numerus="yes">
        <source>Export completed with errors. 1 entity has errors.</source>
        <comment>Export completed with errors. {n} entities have errors.</comment>
        <translation>
            <numerusform>Exportação concluída com erros. 1 entidade tem erros.</numerusform>
            <numerusform>Exportação concluída com erros. {n} entidades têm erros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export completed, but the server counted {done} of {total} records from {place}{duration}.</source>
        <translation>Exportação concluída, mas o servidor contou {done} de {total} registos de {place}{duration}.</translation>
    </message>
    <message>
        <source>Export completed, but the server&apos;s record counts disagree: {counted} during the run, {final} in the final report.</source>
        <translation>Exportação concluída, mas as contagens de registos do servidor não coincidem: {counted} durante a execução, {final} no relatório final.</translation>
    </message>
    <message numerus="yes">
        <source>Export completed. 1 record exported from {place}{duration}.</source>
        <comment>Export completed. {n} records exported from {place}{duration}.</comment>
        <translation>
            <numerusform>Exportação concluída. 1 registo exportado de {place}{duration}.</numerusform>
            <numerusform>Exportação concluída. {n} registos exportados de {place}{duration}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export data…</source>
        <translation>Exportar dados…</translation>
    </message>
    <message>
        <source>Export environments…</source>
        <translation>Exportar ambientes…</translation>
    </message>
    <message>
        <source>Export failed. {message}</source>
        <translation>A exportação falhou. {message}</translation>
    </message>
    <message>
        <source>Export from {place}</source>
        <translation>Exportação de {place}</translation>
    </message>
    <message>
        <source>Export saved.</source>
        <translation>Exportação guardada.</translation>
    </message>
    <message>
        <source>Export stopped.</source>
        <translation>Exportação parada.</translation>
    </message>
    <message numerus="yes">
        <source>Export stopped. 1 of {total} records had been exported.</source>
        <comment>Export stopped. {n} of {total} records had been exported.</comment>
        <translation>
            <numerusform>Exportação parada. Tinha sido exportado 1 de {total} registos.</numerusform>
            <numerusform>Exportação parada. Tinham sido exportados {n} de {total} registos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export stopped. 1 record had been exported.</source>
        <comment>Export stopped. {n} records had been exported.</comment>
        <translation>
            <numerusform>Exportação parada. Tinha sido exportado 1 registo.</numerusform>
            <numerusform>Exportação parada. Tinham sido exportados {n} registos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export to a database instead of a zip</source>
        <translation>Exportar para uma base de dados em vez de um zip</translation>
    </message>
    <message>
        <source>Export to a folder</source>
        <translation>Exportar para uma pasta</translation>
    </message>
    <message>
        <source>Export to an SFTP connection</source>
        <translation>Exportar para uma ligação SFTP</translation>
    </message>
    <message>
        <source>Exported from {place}</source>
        <translation>Exportado de {place}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>A exportar…</translation>
    </message>
    <message>
        <source>Exports are being saved.</source>
        <translation>Há exportações a ser guardadas.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falhou</translation>
    </message>
    <message>
        <source>Failing entities</source>
        <translation>Entidades com erros</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campos</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Nome do ficheiro</translation>
    </message>
    <message>
        <source>File on the server</source>
        <translation>Ficheiro no servidor</translation>
    </message>
    <message>
        <source>Files larger than {limit} bytes are not read.</source>
        <translation>Não são lidos ficheiros com mais de {limit} bytes.</translation>
    </message>
    <message>
        <source>Files of more than {limit} bytes are not read.</source>
        <translation type="vanished">Não são lidos ficheiros com mais de {limit} bytes.</translation>
    </message>
    <message>
        <source>Filter environments</source>
        <translation>Filtrar ambientes</translation>
    </message>
    <message>
        <source>Find a row by its first letters</source>
        <translation>Encontrar uma linha pelas primeiras letras</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Ocorrências</translation>
    </message>
    <message>
        <source>Fingerprint of the zip</source>
        <translation>Impressão digital do zip</translation>
    </message>
    <message>
        <source>First failed attempt: {time}.</source>
        <translation>Primeira tentativa falhada: {time}.</translation>
    </message>
    <message>
        <source>First id that is not in the zip</source>
        <translation>Primeiro id que não está no zip</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>Primeira linha, última linha</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Visto primeiro</translation>
    </message>
    <message>
        <source>First time</source>
        <translation type="vanished">Primeira vez</translation>
    </message>
    <message>
        <source>Fix what the server reports, then try again.</source>
        <translation>Corrija o que o servidor indica e tente novamente.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>For Excel</source>
        <translation>Para Excel</translation>
    </message>
    <message>
        <source>For bash.</source>
        <translation>Para bash.</translation>
    </message>
    <message>
        <source>For instructions with ids only. Without it, 200,000.</source>
        <translation>Para instruções só com ids. Sem valor, 200 000.</translation>
    </message>
    <message>
        <source>For the visible run. For other runs, and while DMM Desktop is in the background: every {n} seconds.</source>
        <translation>Para a execução visível. Para as outras, e enquanto o DMM Desktop está em segundo plano: a cada {n} segundos.</translation>
    </message>
    <message>
        <source>Foreign keys</source>
        <translation>Chaves estrangeiras</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulário</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrado</translation>
    </message>
    <message>
        <source>Found to have ended</source>
        <translation>Visto como terminado</translation>
    </message>
    <message>
        <source>Found to have ended at {time}.</source>
        <translation>Viu-se que tinha terminado às {time}.</translation>
    </message>
    <message>
        <source>Found to have ended on {day}.</source>
        <translation>Viu-se que tinha terminado em {day}.</translation>
    </message>
    <message>
        <source>Free some space or choose another place, then try again.</source>
        <translation type="vanished">Liberte espaço ou escolha outro local, e tente novamente.</translation>
    </message>
    <message>
        <source>Free some space, also where temporary files are kept, and try again.</source>
        <translation type="vanished">Liberte espaço, também onde ficam os ficheiros temporários, e tente novamente.</translation>
    </message>
    <message>
        <source>Free up some disk space, including where temporary files are kept, and try again.</source>
        <translation>Liberte espaço em disco, incluindo onde estão os ficheiros temporários, e tente novamente.</translation>
    </message>
    <message>
        <source>Free up some space or choose another place, then try again.</source>
        <translation>Liberte espaço ou escolha outro local, e tente novamente.</translation>
    </message>
    <message>
        <source>Free up some space, then try again.</source>
        <translation>Liberte espaço e tente novamente.</translation>
    </message>
    <message>
        <source>From the disk, once it is in the database.</source>
        <translation>Do disco, quando estiver na base de dados.</translation>
    </message>
    <message numerus="yes">
        <source>From {shortest} to {longest} after the upload, based on 1 earlier import.</source>
        <comment>From {shortest} to {longest} after the upload, based on {n} earlier imports.</comment>
        <translation>
            <numerusform>De {shortest} a {longest} depois do envio, a julgar por 1 importação anterior.</numerusform>
            <numerusform>De {shortest} a {longest} depois do envio, a julgar por {n} importações anteriores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From {shortest} to {longest} after the upload, going by 1 earlier import.</source>
        <comment>From {shortest} to {longest} after the upload, going by {n} earlier imports.</comment>
        <translation type="vanished">
            <numerusform>De {shortest} a {longest} depois do envio, a julgar por 1 importação anterior.</numerusform>
            <numerusform>De {shortest} a {longest} depois do envio, a julgar por {n} importações anteriores.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give the swagger.json of the DMM API, in Swagger 2.0 and JSON.</source>
        <translation type="vanished">Indique o swagger.json da API do DMM, em Swagger 2.0 e JSON.</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Destino dos dados</translation>
    </message>
    <message>
        <source>Have the API description corrected.</source>
        <translation>Peça que a descrição da API seja corrigida.</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Cabeçalho</translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="vanished">Ajuda</translation>
    </message>
    <message>
        <source>Ids</source>
        <translation>Ids</translation>
    </message>
    <message>
        <source>Ids per chunk</source>
        <translation>Ids por bloco</translation>
    </message>
    <message>
        <source>If it is wrong, record another.</source>
        <translation>Se estiver errado, registe outro.</translation>
    </message>
    <message>
        <source>If it is, remove the other run from the list, then save the tracker id here again.</source>
        <translation>Se for, remova essa entrada da lista e guarde aqui o tracker id outra vez.</translation>
    </message>
    <message>
        <source>If that is an intermediate authority, the server is set up incompletely: the administrator of {host} has to install its certificate there too. If it is your company&apos;s own, which may also inspect traffic, have its certificate added to this computer&apos;s store, or choose its file for this environment.</source>
        <translation type="vanished">Se se tratar de uma autoridade intermédia, o servidor está configurado de forma incompleta: o administrador de {host} tem de instalar também o certificado dela. Se for a da sua empresa, que também pode inspecionar o tráfego, peça que o certificado dela seja acrescentado ao repositório deste computador, ou escolha o ficheiro dele para este ambiente.</translation>
    </message>
    <message>
        <source>If that is an intermediate authority, the server&apos;s setup is incomplete: the administrator of {host} must install its certificate there too. If it is your company&apos;s own authority, which may also inspect traffic, have its certificate added to this computer&apos;s store, or choose its file for this environment.</source>
        <translation>Se se tratar de uma autoridade intermédia, o servidor está configurado de forma incompleta: o administrador de {host} tem de instalar também o certificado dela. Se for a da sua empresa, que também pode inspecionar o tráfego, peça que o certificado dela seja acrescentado ao repositório deste computador, ou escolha o ficheiro dele para este ambiente.</translation>
    </message>
    <message>
        <source>If that is right, save the environment.</source>
        <translation type="vanished">Se estiver certo, guarde o ambiente.</translation>
    </message>
    <message>
        <source>If this is expected, save the environment.</source>
        <translation>Se isto for esperado, guarde o ambiente.</translation>
    </message>
    <message>
        <source>If you close now, its outcome will be unknown.</source>
        <translation>Se fechar agora, o resultado ficará desconhecido.</translation>
    </message>
    <message>
        <source>If you close now, the outcome of these imports will be unknown.</source>
        <translation type="vanished">Se fechar agora, o resultado destas importações ficará desconhecido.</translation>
    </message>
    <message>
        <source>If you close now, the outcome of this import will be unknown.</source>
        <translation type="vanished">Se fechar agora, o resultado desta importação ficará desconhecido.</translation>
    </message>
    <message>
        <source>If you close now, their outcome will be unknown.</source>
        <translation>Se fechar agora, os resultados ficarão desconhecidos.</translation>
    </message>
    <message>
        <source>If you have a request that works, DMM Desktop can learn the API description from it.</source>
        <translation>Se tiver um pedido que funciona, o DMM Desktop pode obter a descrição da API a partir dele.</translation>
    </message>
    <message>
        <source>If you have a request that works, learn the API description from it.</source>
        <translation type="vanished">Se tiver um pedido que funciona, aprenda a descrição da API a partir dele.</translation>
    </message>
    <message>
        <source>If you trust it, unpack it with a zip program.</source>
        <translation>Se confia nele, descomprima-o com um programa de zip.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="vanished">Importação</translation>
    </message>
    <message>
        <source>Import again…</source>
        <translation>Importar de novo…</translation>
    </message>
    <message>
        <source>Import completed with errors. 1 entity has errors.</source>
        <translation type="vanished">Importação concluída com erros. 1 entidade tem erros.</translation>
    </message>
    <message numerus="yes">
        <source>Import completed with errors. 1 entity has errors.</source>
        <comment>Import completed with errors. {n} entities have errors.</comment>
        <translation>
            <numerusform>Importação concluída com erros. 1 entidade tem erros.</numerusform>
            <numerusform>Importação concluída com erros. {n} entidades têm erros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import completed with errors. {n} entities have errors.</source>
        <translation type="vanished">Importação concluída com erros. {n} entidades têm erros.</translation>
    </message>
    <message>
        <source>Import completed, but the server counted {done} of {total} records in {place}{duration}.</source>
        <translation>Importação concluída, mas o servidor contou {done} de {total} registos em {place}{duration}.</translation>
    </message>
    <message>
        <source>Import completed, but the server&apos;s record counts disagree: {counted} during the run, {final} in the final report.</source>
        <translation>Importação concluída, mas as contagens de registos do servidor não coincidem: {counted} durante a execução, {final} no relatório final.</translation>
    </message>
    <message numerus="yes">
        <source>Import completed. 1 of {total} records imported into {place}{duration}.</source>
        <comment>Import completed. {n} of {total} records imported into {place}{duration}.</comment>
        <translation type="vanished">
            <numerusform>Importação concluída. 1 de {total} registos importado para {place}{duration}.</numerusform>
            <numerusform>Importação concluída. {n} de {total} registos importados para {place}{duration}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import completed. 1 of {total} records imported into {place}{duration}.</source>
        <translation type="vanished">Importação concluída. 1 de {total} registos importado para {place}{duration}.</translation>
    </message>
    <message numerus="yes">
        <source>Import completed. 1 record imported into {place}{duration}.</source>
        <comment>Import completed. {n} records imported into {place}{duration}.</comment>
        <translation>
            <numerusform>Importação concluída. 1 registo importado para {place}{duration}.</numerusform>
            <numerusform>Importação concluída. {n} registos importados para {place}{duration}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import completed. 1 record imported into {place}{duration}.</source>
        <translation type="vanished">Importação concluída. 1 registo importado para {place}{duration}.</translation>
    </message>
    <message>
        <source>Import completed. {n} of {total} records imported into {place}{duration}.</source>
        <translation type="vanished">Importação concluída. {n} de {total} registos importados para {place}{duration}.</translation>
    </message>
    <message>
        <source>Import completed. {n} records imported into {place}{duration}.</source>
        <translation type="vanished">Importação concluída. {n} registos importados para {place}{duration}.</translation>
    </message>
    <message>
        <source>Import data…</source>
        <translation>Importar dados…</translation>
    </message>
    <message>
        <source>Import environments…</source>
        <translation>Importar ambientes…</translation>
    </message>
    <message>
        <source>Import failed. {message}</source>
        <translation>A importação falhou. {message}</translation>
    </message>
    <message numerus="yes">
        <source>Import stopped. 1 of {total} records was imported and stays in {place}.</source>
        <comment>Import stopped. {n} of {total} records were imported and stay in {place}.</comment>
        <translation>
            <numerusform>Importação parada. 1 de {total} registos foi importado e fica em {place}.</numerusform>
            <numerusform>Importação parada. {n} de {total} registos foram importados e ficam em {place}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import stopped. 1 of {total} records was imported and stays in {place}.</source>
        <translation type="vanished">Importação parada. 1 de {total} registos foi importado e fica em {place}.</translation>
    </message>
    <message numerus="yes">
        <source>Import stopped. 1 record was imported and stays in {place}.</source>
        <comment>Import stopped. {n} records were imported and stay in {place}.</comment>
        <translation>
            <numerusform>Importação parada. 1 registo foi importado e fica em {place}.</numerusform>
            <numerusform>Importação parada. {n} registos foram importados e ficam em {place}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import stopped. 1 record was imported and stays in {place}.</source>
        <translation type="vanished">Importação parada. 1 registo foi importado e fica em {place}.</translation>
    </message>
    <message>
        <source>Import stopped. None of {total} records was imported.</source>
        <translation>Importação parada. Nenhum dos {total} registos foi importado.</translation>
    </message>
    <message>
        <source>Import stopped. What was imported stays in {place}.</source>
        <translation>Importação parada. O que foi importado fica em {place}.</translation>
    </message>
    <message>
        <source>Import stopped. {n} of {total} records were imported and stay in {place}.</source>
        <translation type="vanished">Importação parada. {n} de {total} registos foram importados e ficam em {place}.</translation>
    </message>
    <message>
        <source>Import stopped. {n} records were imported and stay in {place}.</source>
        <translation type="vanished">Importação parada. {n} registos foram importados e ficam em {place}.</translation>
    </message>
    <message>
        <source>Import the data in several files, or have the environment&apos;s request limit raised.</source>
        <translation>Importe os dados em vários ficheiros, ou peça que o limite dos pedidos do ambiente seja aumentado.</translation>
    </message>
    <message>
        <source>Import this into…</source>
        <translation>Importar para…</translation>
    </message>
    <message>
        <source>Import to {place}</source>
        <translation>Importação para {place}</translation>
    </message>
    <message>
        <source>Imported into {place} {when}: {outcome}.</source>
        <translation>Importado para {place} {when}: {outcome}.</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>A importar…</translation>
    </message>
    <message>
        <source>Imports on the server are not stopped.</source>
        <translation type="vanished">As importações no servidor não são paradas.</translation>
    </message>
    <message>
        <source>In its user name and password, /, ? and # have to be written as %2F, %3F and %23.</source>
        <translation type="vanished">No nome de utilizador e na palavra-passe, /, ? e # têm de ser escritos como %2F, %3F e %23.</translation>
    </message>
    <message>
        <source>In its user name and password, /, ? and # must be written as %2F, %3F and %23.</source>
        <translation>No nome de utilizador e na palavra-passe, /, ? e # têm de ser escritos como %2F, %3F e %23.</translation>
    </message>
    <message>
        <source>In the API description, change the body of this operation to {types}.</source>
        <translation>Na descrição da API, altere o corpo desta operação para {types}.</translation>
    </message>
    <message>
        <source>In the API description, change the method of this operation to {methods}.</source>
        <translation>Na descrição da API, altere o método desta operação para {methods}.</translation>
    </message>
    <message>
        <source>Install or start a key store, then save again.</source>
        <translation>Instale ou inicie um cofre de chaves e guarde novamente.</translation>
    </message>
    <message>
        <source>Install or start one, or enter the key for this session only.</source>
        <translation>Instale ou inicie um, ou introduza a chave só para esta sessão.</translation>
    </message>
    <message>
        <source>Install that version again, or choose another data folder with --data-dir.</source>
        <translation>Volte a instalar essa versão, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Instruções</translation>
    </message>
    <message>
        <source>It accepts no requests at the moment.</source>
        <translation>De momento, não aceita pedidos.</translation>
    </message>
    <message>
        <source>It answered with status {status} and gave no reason.</source>
        <translation type="vanished">Respondeu com o estado {status} e não indicou o motivo.</translation>
    </message>
    <message>
        <source>It answered with status {status}.</source>
        <translation type="vanished">Respondeu com o estado {status}.</translation>
    </message>
    <message>
        <source>It answered with status {status}. {message}</source>
        <translation type="vanished">Respondeu com o estado {status}. {message}</translation>
    </message>
    <message>
        <source>It calls itself {now}, and was {before}.</source>
        <translation type="vanished">Identifica-se como {now}, e antes era {before}.</translation>
    </message>
    <message>
        <source>It calls itself {now}; before, it was {before}.</source>
        <translation>Identifica-se como {now}; antes, era {before}.</translation>
    </message>
    <message>
        <source>It cannot be stopped from here: the API has no usable StopExecution.</source>
        <translation>Não pode ser parada a partir daqui: a API não tem um StopExecution utilizável.</translation>
    </message>
    <message>
        <source>It contains ? or #, and the address of an API has neither.</source>
        <translation type="vanished">Contém ? ou #, que o endereço de uma API não tem.</translation>
    </message>
    <message>
        <source>It contains ? or #, which an API address cannot have.</source>
        <translation>Contém ? ou #, que o endereço de uma API não pode ter.</translation>
    </message>
    <message>
        <source>It contains a damaged certificate.</source>
        <translation>Contém um certificado danificado.</translation>
    </message>
    <message>
        <source>It contains a null character, which no argument of a program can hold.</source>
        <translation>Contém um carácter nulo, que nenhum argumento de um programa pode conter.</translation>
    </message>
    <message>
        <source>It contains a number that is too large: {number}.</source>
        <translation>Contém um número demasiado grande: {number}.</translation>
    </message>
    <message>
        <source>It contains an incomplete character.</source>
        <translation>Contém um carácter incompleto.</translation>
    </message>
    <message>
        <source>It contains bytes that are not UTF-8, or half a character.</source>
        <translation type="vanished">Contém bytes que não são UTF-8, ou metade de um carácter.</translation>
    </message>
    <message>
        <source>It contains half of a character.</source>
        <translation type="vanished">Contém metade de um carácter.</translation>
    </message>
    <message>
        <source>It contains invalid or incomplete characters.</source>
        <translation>Contém caracteres inválidos ou incompletos.</translation>
    </message>
    <message>
        <source>It contains more than host and port.</source>
        <translation>Contém mais do que servidor e porta.</translation>
    </message>
    <message>
        <source>It contains more than {limit} environments.</source>
        <translation>Contém mais de {limit} ambientes.</translation>
    </message>
    <message>
        <source>It contains no certificate.</source>
        <translation>Não contém nenhum certificado.</translation>
    </message>
    <message>
        <source>It contains no environments.</source>
        <translation>Não contém ambientes.</translation>
    </message>
    <message>
        <source>It contains no request.</source>
        <translation>Não contém nenhum pedido.</translation>
    </message>
    <message>
        <source>It contains no usable operation of the DMM API.</source>
        <translation>Não contém nenhuma operação utilizável da API do DMM.</translation>
    </message>
    <message>
        <source>It contains spaces, line ends or characters that a token cannot have.</source>
        <translation>Contém espaços, fins de linha ou caracteres que um token não pode ter.</translation>
    </message>
    <message>
        <source>It contains spaces, line ends or characters that no token has.</source>
        <translation type="vanished">Contém espaços, fins de linha ou caracteres que nenhum token tem.</translation>
    </message>
    <message>
        <source>It contains spaces, line ends or invisible characters.</source>
        <translation>Contém espaços, fins de linha ou caracteres invisíveis.</translation>
    </message>
    <message>
        <source>It contains {name} twice.</source>
        <translation>Contém {name} duas vezes.</translation>
    </message>
    <message>
        <source>It does not begin with a single https://.</source>
        <translation>Não começa por um único https://.</translation>
    </message>
    <message>
        <source>It does not begin with https:// exactly once.</source>
        <translation type="vanished">Não começa por https:// exatamente uma vez.</translation>
    </message>
    <message>
        <source>It does not exist any more.</source>
        <translation>Já não existe.</translation>
    </message>
    <message>
        <source>It does not say a version and its page.</source>
        <translation type="vanished">Não indica uma versão e a respetiva página.</translation>
    </message>
    <message>
        <source>It does not specify a version and its page.</source>
        <translation>Não indica uma versão e a respetiva página.</translation>
    </message>
    <message>
        <source>It follows the built-in API description, parts of which are assumed.</source>
        <translation>Segue a descrição da API incorporada, que em parte é suposta.</translation>
    </message>
    <message>
        <source>It gave no reason.</source>
        <translation>Não indicou o motivo.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Terminou.</translation>
    </message>
    <message>
        <source>It has more than host and port.</source>
        <translation type="vanished">Tem mais do que servidor e porta.</translation>
    </message>
    <message>
        <source>It has more than {limit} characters.</source>
        <translation>Tem mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>It has more than {limit} connections.</source>
        <translation>Tem mais de {limit} ligações.</translation>
    </message>
    <message>
        <source>It has more than {limit} fields and values to choose from.</source>
        <translation>Tem mais de {limit} campos e valores à escolha.</translation>
    </message>
    <message>
        <source>It has more than {limit} operations.</source>
        <translation>Tem mais de {limit} operações.</translation>
    </message>
    <message>
        <source>It has more than {limit} presets.</source>
        <translation>Tem mais de {limit} predefinições.</translation>
    </message>
    <message>
        <source>It has more than {limit} values.</source>
        <translation>Tem mais de {limit} valores.</translation>
    </message>
    <message>
        <source>It has no execution with this tracker id, or has it no longer.</source>
        <translation type="vanished">Não tem nenhuma execução com este tracker id, ou já não a tem.</translation>
    </message>
    <message>
        <source>It has no execution with this tracker id, or no longer has it.</source>
        <translation>Não tem nenhuma execução com este tracker id, ou já não a tem.</translation>
    </message>
    <message>
        <source>It has no port.</source>
        <translation>Não tem porta.</translation>
    </message>
    <message>
        <source>It has no valid IPv6 address.</source>
        <translation type="vanished">Não tem um endereço IPv6 válido.</translation>
    </message>
    <message>
        <source>It has no valid host name.</source>
        <translation type="vanished">Não tem um nome de servidor válido.</translation>
    </message>
    <message>
        <source>It has the same method and address as {other}: {way}.</source>
        <translation>Tem o mesmo método e endereço que {other}: {way}.</translation>
    </message>
    <message>
        <source>It has to be a JSON object or list.</source>
        <translation type="vanished">Tem de ser um objeto ou uma lista em JSON.</translation>
    </message>
    <message>
        <source>It has to be a number.</source>
        <translation type="vanished">Tem de ser um número.</translation>
    </message>
    <message>
        <source>It has to be a whole number.</source>
        <translation type="vanished">Tem de ser um número inteiro.</translation>
    </message>
    <message>
        <source>It has to be one of {values}.</source>
        <translation type="vanished">Tem de ser um destes valores: {values}.</translation>
    </message>
    <message>
        <source>It has to be text.</source>
        <translation type="vanished">Tem de ser texto.</translation>
    </message>
    <message>
        <source>It has to be true or false.</source>
        <translation type="vanished">Tem de ser true ou false.</translation>
    </message>
    <message>
        <source>It has values that the API description always sends. They may be confidential: read it before you pass it on.</source>
        <translation>Tem valores que, segundo a descrição da API, são sempre enviados. Podem ser confidenciais: leia-o antes de o passar a outra pessoa.</translation>
    </message>
    <message>
        <source>It has {kept} of {count} failing entities: the others were not kept.</source>
        <translation>Contém {kept} de {count} entidades com erros: as outras não foram conservadas.</translation>
    </message>
    <message>
        <source>It has {length} characters; the store holds {limit}.</source>
        <translation>Tem {length} caracteres; o cofre admite {limit}.</translation>
    </message>
    <message>
        <source>It holds more than {limit} environments.</source>
        <translation type="vanished">Contém mais de {limit} ambientes.</translation>
    </message>
    <message>
        <source>It holds no certificate.</source>
        <translation type="vanished">Não contém nenhum certificado.</translation>
    </message>
    <message>
        <source>It holds no environments.</source>
        <translation type="vanished">Não contém ambientes.</translation>
    </message>
    <message>
        <source>It is OpenAPI {version}.</source>
        <translation>É OpenAPI {version}.</translation>
    </message>
    <message>
        <source>It is XML.</source>
        <translation>É XML.</translation>
    </message>
    <message>
        <source>It is a Postman collection of version 1. Export it as version 2.1.</source>
        <translation>É uma coleção Postman da versão 1. Exporte-a como versão 2.1.</translation>
    </message>
    <message>
        <source>It is a device or pipe, not a regular file.</source>
        <translation>É um dispositivo ou um canal, não um ficheiro normal.</translation>
    </message>
    <message>
        <source>It is a device or pipe, not an ordinary file.</source>
        <translation type="vanished">É um dispositivo ou um canal, não um ficheiro normal.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>É uma pasta.</translation>
    </message>
    <message>
        <source>It is a link that leads back to itself.</source>
        <translation type="vanished">É uma ligação que leva a si própria.</translation>
    </message>
    <message>
        <source>It is a link that points back to itself.</source>
        <translation>É uma ligação que leva a si própria.</translation>
    </message>
    <message>
        <source>It is a link to {target}, which does not exist.</source>
        <translation>É uma ligação para {target}, que não existe.</translation>
    </message>
    <message>
        <source>It is a script. In the browser, use Copy as cURL.</source>
        <translation>É um script. No navegador, use Copiar como cURL.</translation>
    </message>
    <message>
        <source>It is assumed to be a folder of the server.</source>
        <translation>Supõe-se que é uma pasta do servidor.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Está danificada.</translation>
    </message>
    <message>
        <source>It is incomplete, or a value is not of the expected kind.</source>
        <translation>Está incompleto, ou um valor não é do tipo esperado.</translation>
    </message>
    <message>
        <source>It is larger than {limit} GiB.</source>
        <translation>É maior do que {limit} GiB.</translation>
    </message>
    <message>
        <source>It is neither Swagger 2.0 nor OpenAPI 3.</source>
        <translation>Não é Swagger 2.0 nem OpenAPI 3.</translation>
    </message>
    <message>
        <source>It is neither an API description nor a record of requests.</source>
        <translation>Não é uma descrição de API nem um registo de pedidos.</translation>
    </message>
    <message>
        <source>It is nested too deeply.</source>
        <translation>Tem demasiados níveis.</translation>
    </message>
    <message>
        <source>It is no JSON object.</source>
        <translation type="vanished">Não é um objeto JSON.</translation>
    </message>
    <message>
        <source>It is not JSON.</source>
        <translation>Não é JSON.</translation>
    </message>
    <message>
        <source>It is not Swagger 2.0.</source>
        <translation type="vanished">Não é Swagger 2.0.</translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation>Não é um objeto JSON.</translation>
    </message>
    <message>
        <source>It is not in {zip}.</source>
        <translation>Não está em {zip}.</translation>
    </message>
    <message>
        <source>It is not known what was imported into {place}, nor whether the import has ended: more records may follow.</source>
        <translation>Não se sabe o que foi importado para {place}, nem se a importação terminou: podem seguir-se mais registos.</translation>
    </message>
    <message>
        <source>It is not known whether any entities failed.</source>
        <translation>Não se sabe se há entidades com erros.</translation>
    </message>
    <message>
        <source>It is not known whether entities failed.</source>
        <translation type="vanished">Não se sabe se há entidades com erros.</translation>
    </message>
    <message>
        <source>It is not known whether the connection was created.</source>
        <translation>Não se sabe se a ligação foi criada.</translation>
    </message>
    <message>
        <source>It is not known whether the server accepted the stop request.</source>
        <translation>Não se sabe se o servidor aceitou o pedido de paragem.</translation>
    </message>
    <message>
        <source>It is not known whether the server accepted the stop.</source>
        <translation type="vanished">Não se sabe se o servidor aceitou a paragem.</translation>
    </message>
    <message>
        <source>It is not said whether records get new ids.</source>
        <translation type="vanished">Não está indicado se os registos recebem ids novos.</translation>
    </message>
    <message>
        <source>It is not specified whether records get new ids.</source>
        <translation>Não está indicado se os registos recebem ids novos.</translation>
    </message>
    <message>
        <source>It is not text in UTF-8, or in UTF-16 with a byte order mark.</source>
        <translation>Não é texto em UTF-8, nem em UTF-16 com marca de ordem dos bytes.</translation>
    </message>
    <message>
        <source>It is not valid JSON.</source>
        <translation>Não é JSON válido.</translation>
    </message>
    <message>
        <source>It is not valid JSON: {cause} (line {line}).</source>
        <translation>Não é JSON válido: {cause} (linha {line}).</translation>
    </message>
    <message>
        <source>It is not valid YAML.</source>
        <translation>Não é YAML válido.</translation>
    </message>
    <message>
        <source>It is not valid YAML: {where}.</source>
        <translation>Não é YAML válido: {where}.</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>É demasiado grande.</translation>
    </message>
    <message>
        <source>It knows: {names}.</source>
        <translation>Conhece: {names}.</translation>
    </message>
    <message>
        <source>It led to another computer, {peer}. Nothing was sent to it.</source>
        <translation>Levou a outro computador, {peer}. Nada lhe foi enviado.</translation>
    </message>
    <message>
        <source>It looks like an IPv4 address, but is not four numbers from 0 to 255 without leading zeros.</source>
        <translation>Parece um endereço IPv4, mas não são quatro números de 0 a 255 sem zeros à esquerda.</translation>
    </message>
    <message>
        <source>It looks like an IPv4 address, but that is four numbers from 0 to 255 without leading zeros.</source>
        <translation type="vanished">Parece um endereço IPv4, mas esse tem quatro números de 0 a 255 sem zeros à esquerda.</translation>
    </message>
    <message>
        <source>It may be mistyped, or from another environment.</source>
        <translation>Pode estar mal escrito ou ser de outro ambiente.</translation>
    </message>
    <message>
        <source>It may belong to another environment, or be too old.</source>
        <translation>Pode pertencer a outro ambiente ou ser demasiado antiga.</translation>
    </message>
    <message>
        <source>It may go on in {place}.</source>
        <translation type="vanished">Pode continuar em {place}.</translation>
    </message>
    <message>
        <source>It names no operation.</source>
        <translation>Não indica nenhuma operação.</translation>
    </message>
    <message>
        <source>It names {names} and {more} more.</source>
        <translation>Indica {names} e mais {more}.</translation>
    </message>
    <message>
        <source>It names {names}.</source>
        <translation>Indica {names}.</translation>
    </message>
    <message>
        <source>It needs at least {needed} MB, and the disk that holds {folder} has {free} MB left.</source>
        <translation type="vanished">Precisa de pelo menos {needed} MB, e no disco que contém {folder} restam {free} MB.</translation>
    </message>
    <message>
        <source>It needs at least {needed}, and the disk that holds {folder} has {free} left.</source>
        <translation>Precisa de pelo menos {needed}, e no disco que contém {folder} restam {free}.</translation>
    </message>
    <message>
        <source>It or the folder that holds it does not exist.</source>
        <translation type="vanished">O ficheiro ou a pasta que o contém não existe.</translation>
    </message>
    <message>
        <source>It quotes data from the zip. Handle it like the zip itself.</source>
        <translation>Cita dados do zip. Trate-o como o próprio zip.</translation>
    </message>
    <message>
        <source>It redirects elsewhere, as sign-in pages do.</source>
        <translation>Redireciona para outro lado, como fazem as páginas de início de sessão.</translation>
    </message>
    <message>
        <source>It reports: {words}.</source>
        <translation type="vanished">Indica: {words}.</translation>
    </message>
    <message>
        <source>It returned a web page that asks to sign in.</source>
        <translation>Devolveu uma página web que pede o início de sessão.</translation>
    </message>
    <message>
        <source>It returned a web page, possibly a sign-in page.</source>
        <translation>Devolveu uma página web, possivelmente de início de sessão.</translation>
    </message>
    <message>
        <source>It says: {words}.</source>
        <translation type="vanished">Indica: {words}.</translation>
    </message>
    <message>
        <source>It sent a web page, perhaps one to sign in.</source>
        <translation type="vanished">Enviou uma página web, talvez de início de sessão.</translation>
    </message>
    <message>
        <source>It starts another export.</source>
        <translation>Inicia outra exportação.</translation>
    </message>
    <message>
        <source>It starts another import.</source>
        <translation>Inicia outra importação.</translation>
    </message>
    <message>
        <source>It stops the execution.</source>
        <translation>O comando para a execução.</translation>
    </message>
    <message>
        <source>It unpacks to more than {most} times its size in the zip.</source>
        <translation>Descomprimido, ocupa mais de {most} vezes o seu tamanho no zip.</translation>
    </message>
    <message numerus="yes">
        <source>It was asked 1 time.</source>
        <comment>It was asked {n} times.</comment>
        <translation type="vanished">
            <numerusform>Foi pedido 1 vez.</numerusform>
            <numerusform>Foi pedido {n} vezes.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was kept for one session only, or was never entered here.</source>
        <translation>Foi guardada só para uma sessão, ou nunca foi introduzida aqui.</translation>
    </message>
    <message>
        <source>It was moved or deleted, or cannot be opened or written to.</source>
        <translation>Foi movida ou apagada, ou não há permissão para a abrir ou para nela escrever.</translation>
    </message>
    <message>
        <source>It was moved or deleted, or it may not be opened or written to.</source>
        <translation type="vanished">Foi movida ou apagada, ou não há permissão para a abrir ou para nela escrever.</translation>
    </message>
    <message>
        <source>It was not exported by DMM Desktop.</source>
        <translation>Não foi exportado pelo DMM Desktop.</translation>
    </message>
    <message>
        <source>It was not loaded from the server again.</source>
        <translation>Não foi carregado de novo do servidor.</translation>
    </message>
    <message>
        <source>It was removed in the meantime, perhaps in another window.</source>
        <translation>Foi entretanto removido, talvez noutra janela.</translation>
    </message>
    <message>
        <source>It was removed meanwhile, perhaps in another window.</source>
        <translation type="vanished">Foi entretanto removido, talvez noutra janela.</translation>
    </message>
    <message>
        <source>It was sent. Stop is possible once the server has answered.</source>
        <translation type="vanished">Foi enviada. Será possível parar assim que o servidor responder.</translation>
    </message>
    <message>
        <source>It was started elsewhere, or so long ago that it has been forgotten.</source>
        <translation type="vanished">Foi iniciada noutro sítio, ou há tanto tempo que já foi esquecida.</translation>
    </message>
    <message>
        <source>Its API description cannot be used.</source>
        <translation>Não é possível utilizar a sua descrição da API.</translation>
    </message>
    <message>
        <source>Its API is {now}, and was {before}.</source>
        <translation type="vanished">A API é {now}, e antes era {before}.</translation>
    </message>
    <message>
        <source>Its API is {now}; before, it was {before}.</source>
        <translation>A API é {now}; antes, era {before}.</translation>
    </message>
    <message>
        <source>Its IP address is not that of one computer.</source>
        <translation>O seu endereço IP não é o de um só computador.</translation>
    </message>
    <message>
        <source>Its IPv6 address has a zone (the part from % on), which is valid on this computer only.</source>
        <translation>O seu endereço IPv6 tem uma zona (a parte a partir de %), que só é válida neste computador.</translation>
    </message>
    <message>
        <source>Its IPv6 address has a zone (the part from % on), which means something here only.</source>
        <translation type="vanished">O seu endereço IPv6 tem uma zona (a parte a partir de %), que só tem significado neste computador.</translation>
    </message>
    <message>
        <source>Its IPv6 address has to stand in brackets, as in [2001:db8::1].</source>
        <translation type="vanished">O seu endereço IPv6 tem de estar entre parênteses retos, como em [2001:db8::1].</translation>
    </message>
    <message>
        <source>Its IPv6 address is not valid.</source>
        <translation>O endereço IPv6 não é válido.</translation>
    </message>
    <message>
        <source>Its IPv6 address needs brackets, as in [2001:db8::1].</source>
        <translation>O seu endereço IPv6 precisa de parênteses retos, como em [2001:db8::1].</translation>
    </message>
    <message>
        <source>Its REST API key was removed with it, so {host} cannot be asked.</source>
        <translation>A chave da API REST foi removida com ele, por isso não é possível consultar {host}.</translation>
    </message>
    <message>
        <source>Its address has a host that not all programs read alike.</source>
        <translation type="vanished">O seu endereço tem um nome de servidor que nem todos os programas leem da mesma forma.</translation>
    </message>
    <message>
        <source>Its address has a host that programs interpret differently.</source>
        <translation>O seu endereço tem um nome de servidor que os programas interpretam de formas diferentes.</translation>
    </message>
    <message>
        <source>Its address is {address}.</source>
        <translation>O endereço é {address}.</translation>
    </message>
    <message>
        <source>Its answer came at less than 1 KiB per second for {seconds} seconds.</source>
        <translation type="vanished">A sua resposta chegou a menos de 1 KiB por segundo durante {seconds} segundos.</translation>
    </message>
    <message>
        <source>Its answer cannot be read: {cause}.</source>
        <translation type="vanished">Não é possível ler a resposta: {cause}.</translation>
    </message>
    <message>
        <source>Its certificate has expired.</source>
        <translation>O certificado expirou.</translation>
    </message>
    <message>
        <source>Its certificate is for another host.</source>
        <translation>O certificado é de outro servidor.</translation>
    </message>
    <message>
        <source>Its certificate is not valid yet.</source>
        <translation>O certificado ainda não é válido.</translation>
    </message>
    <message>
        <source>Its certificate was issued by an authority that this computer does not know, and the server did not send the certificate of that authority with it.</source>
        <translation>O seu certificado foi emitido por uma autoridade que este computador não conhece, e o servidor não enviou com ele o certificado dessa autoridade.</translation>
    </message>
    <message>
        <source>Its certificate was issued by an authority that this computer does not trust.</source>
        <translation>O certificado foi emitido por uma autoridade em que este computador não confia.</translation>
    </message>
    <message>
        <source>Its certificate was issued by {now}, and before by {before}.</source>
        <translation type="vanished">O certificado foi emitido por {now}, e antes por {before}.</translation>
    </message>
    <message>
        <source>Its certificate was issued by {now}; before, by {before}.</source>
        <translation>O certificado foi emitido por {now}; antes, por {before}.</translation>
    </message>
    <message>
        <source>Its certificate was not accepted: {cause}.</source>
        <translation>O certificado não foi aceite: {cause}.</translation>
    </message>
    <message>
        <source>Its description contains characters that cannot be sent in an address or a header name.</source>
        <translation>A sua descrição contém caracteres que não podem ser enviados num endereço ou no nome de um cabeçalho.</translation>
    </message>
    <message>
        <source>Its description contains characters that cannot be sent in an address or the name of a header.</source>
        <translation type="vanished">A sua descrição contém caracteres que não podem ser enviados num endereço ou no nome de um cabeçalho.</translation>
    </message>
    <message>
        <source>Its environment was removed in the meantime, perhaps in another window.</source>
        <translation>O respetivo ambiente foi entretanto removido, talvez noutra janela.</translation>
    </message>
    <message>
        <source>Its file {file} is damaged.</source>
        <translation>O respetivo ficheiro {file} está danificado.</translation>
    </message>
    <message>
        <source>Its host name begins with a dot or has two dots in a row.</source>
        <translation>O nome do servidor começa por um ponto ou tem dois pontos seguidos.</translation>
    </message>
    <message>
        <source>Its host name contains a percent sign.</source>
        <translation>O nome do servidor contém um sinal de percentagem.</translation>
    </message>
    <message>
        <source>Its host name contains ß or ς, which not all programs look up alike. Enter its form with xn--.</source>
        <translation type="vanished">O nome do servidor contém ß ou ς, que nem todos os programas procuram da mesma forma. Introduza a sua forma com xn--.</translation>
    </message>
    <message>
        <source>Its host name contains ß or ς, which not all programs resolve alike. Enter its xn-- form.</source>
        <translation type="vanished">O nome do servidor contém ß ou ς, que nem todos os programas procuram da mesma forma. Introduza a sua forma xn--.</translation>
    </message>
    <message>
        <source>Its host name contains ß or ς, which programs resolve differently. Enter its xn-- form.</source>
        <translation>O nome do servidor contém ß ou ς, que os programas procuram de formas diferentes. Introduza a sua forma xn--.</translation>
    </message>
    <message>
        <source>Its host name is longer than 253 characters.</source>
        <translation>O nome do servidor tem mais de 253 caracteres.</translation>
    </message>
    <message>
        <source>Its host name is not valid.</source>
        <translation>O nome de servidor não é válido.</translation>
    </message>
    <message>
        <source>Its key or password may still be in the key store.</source>
        <translation>A sua chave ou palavra-passe pode ainda estar no cofre de chaves.</translation>
    </message>
    <message>
        <source>Its locks are held by another program, or the disk does not provide them.</source>
        <translation type="vanished">Os seus bloqueios estão ocupados por outro programa, ou o disco não os permite.</translation>
    </message>
    <message>
        <source>Its path contains a backslash or a part . or .., which lead elsewhere.</source>
        <translation type="vanished">O seu caminho contém uma barra invertida ou uma parte . ou .., que levam a outro local.</translation>
    </message>
    <message>
        <source>Its path contains a backslash or the parts . or .., which lead elsewhere.</source>
        <translation type="vanished">O seu caminho contém uma barra invertida ou as partes . ou .., que levam a outro local.</translation>
    </message>
    <message>
        <source>Its path contains a backslash, the parts . or .., or percent signs that not all servers read alike. It could lead elsewhere.</source>
        <translation type="vanished">O seu caminho contém uma barra invertida, as partes . ou .., ou sinais de percentagem que nem todos os servidores leem da mesma forma. Poderia levar a outro lugar.</translation>
    </message>
    <message>
        <source>Its path contains a backslash, the parts . or .., or percent signs that servers interpret differently. It could lead elsewhere.</source>
        <translation type="vanished">O seu caminho contém uma barra invertida, as partes . ou .., ou sinais de percentagem que os servidores interpretam de formas diferentes. Poderia levar a outro lugar.</translation>
    </message>
    <message>
        <source>Its path contains a backslash, the parts . or .., or percent signs that servers interpret differently. It could point elsewhere.</source>
        <translation>O caminho contém uma barra invertida, as partes . ou .., ou sinais de percentagem que os servidores interpretam de forma diferente. Poderia apontar para outro local.</translation>
    </message>
    <message>
        <source>Its path has {length} characters, which may be too long for Windows.</source>
        <translation>O caminho tem {length} caracteres, o que pode ser demasiado longo para o Windows.</translation>
    </message>
    <message>
        <source>Its port is not a number from 1 to 65535.</source>
        <translation>A porta não é um número de 1 a 65535.</translation>
    </message>
    <message>
        <source>Its preset {place} has no name.</source>
        <translation>A sua predefinição {place} não tem nome.</translation>
    </message>
    <message>
        <source>Its preset “{name}” cannot be used.</source>
        <translation>A sua predefinição “{name}” não pode ser usada.</translation>
    </message>
    <message>
        <source>Its previous key or password may still be in the key store.</source>
        <translation>A chave ou palavra-passe anterior pode ainda estar no cofre de chaves.</translation>
    </message>
    <message>
        <source>Its process ended at once.</source>
        <translation>O processo terminou de imediato.</translation>
    </message>
    <message>
        <source>Its prompt was declined, or it does not allow DMM Desktop to use the key.</source>
        <translation>O pedido dele foi recusado, ou ele não permite que o DMM Desktop use a chave.</translation>
    </message>
    <message>
        <source>Its question was answered with no, or it does not allow DMM Desktop to use the key.</source>
        <translation type="vanished">A pergunta dele foi respondida com não, ou não permite que o DMM Desktop use a chave.</translation>
    </message>
    <message>
        <source>Its response arrived at less than 1 KiB per second for {seconds} seconds.</source>
        <translation>A sua resposta chegou a menos de 1 KiB por segundo durante {seconds} segundos.</translation>
    </message>
    <message>
        <source>Its response cannot be read: {cause}.</source>
        <translation>Não é possível ler a resposta: {cause}.</translation>
    </message>
    <message>
        <source>Its sample files cannot be written to {folder}.</source>
        <translation>Não é possível gravar os ficheiros de exemplo em {folder}.</translation>
    </message>
    <message>
        <source>Its {name} is blank.</source>
        <translation>O seu {name} está em branco.</translation>
    </message>
    <message>
        <source>Its {name} is neither true nor false.</source>
        <translation>O seu {name} não é true nem false.</translation>
    </message>
    <message>
        <source>Its {name} is not text.</source>
        <translation>O seu {name} não é texto.</translation>
    </message>
    <message>
        <source>Join the parts into one zip.</source>
        <translation>Junte as partes num só zip.</translation>
    </message>
    <message>
        <source>Join the parts to one zip.</source>
        <translation type="vanished">Junte as partes num só zip.</translation>
    </message>
    <message>
        <source>Judging by its duration, the execution began before the request was sent.</source>
        <translation>A julgar pela duração, a execução com esse id começou antes de o pedido ser enviado.</translation>
    </message>
    <message>
        <source>Keep it as a file, and load that file.</source>
        <translation>Guarde-a como ficheiro e carregue esse ficheiro.</translation>
    </message>
    <message>
        <source>Kept on this computer, as read on {when}.</source>
        <translation>Guardado neste computador, como lido em {when}.</translation>
    </message>
    <message>
        <source>Key accepted {when}</source>
        <translation>Chave aceite {when}</translation>
    </message>
    <message>
        <source>Key could not be verified ({when})</source>
        <translation>Não foi possível confirmar a chave ({when})</translation>
    </message>
    <message>
        <source>Key last refused {when}</source>
        <translation>Chave recusada pela última vez {when}</translation>
    </message>
    <message>
        <source>Key not tested ({when})</source>
        <translation>Chave não testada ({when})</translation>
    </message>
    <message>
        <source>Key not verified {when}</source>
        <translation type="vanished">Chave por confirmar {when}</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>Chave recusada</translation>
    </message>
    <message>
        <source>Key refused {when}</source>
        <translation>Chave recusada {when}</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>Cofre de chaves</translation>
    </message>
    <message>
        <source>Key store could not be read {when}</source>
        <translation>Não foi possível ler o cofre de chaves {when}</translation>
    </message>
    <message>
        <source>Key store not readable {when}</source>
        <translation type="vanished">Cofre de chaves ilegível {when}</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos de teclado</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation type="vanished">Cofre de chaves</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Keys and passwords that could not be read are not hidden.</source>
        <translation>As chaves e palavras-passe que não foi possível ler não estão ocultas.</translation>
    </message>
    <message>
        <source>Keys are never written to a file.</source>
        <translation>As chaves nunca são escritas num ficheiro.</translation>
    </message>
    <message>
        <source>Known once all rows are checked.</source>
        <translation>Conhecido quando todas as linhas estiverem verificadas.</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 dias</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>Últimos 365 dias</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 dias</translation>
    </message>
    <message>
        <source>Last id that is not in the zip</source>
        <translation>Último id que não está no zip</translation>
    </message>
    <message>
        <source>Last progress message</source>
        <translation>Última mensagem de progresso</translation>
    </message>
    <message numerus="yes">
        <source>Last seen{when}: 1 record.</source>
        <comment>Last seen{when}: {n} records.</comment>
        <translation>
            <numerusform>Visto pela última vez{when}: 1 registo.</numerusform>
            <numerusform>Visto pela última vez{when}: {n} registos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last seen{when}: {done} of {total} records.</source>
        <translation>Visto pela última vez{when}: {done} de {total} registos.</translation>
    </message>
    <message>
        <source>Last: {now} records per second, peak {most}</source>
        <translation>Último valor: {now} registos por segundo, máximo {most}</translation>
    </message>
    <message>
        <source>Last: {now} records/s</source>
        <translation>Último valor: {now} registos/s</translation>
    </message>
    <message>
        <source>Less than {kept} MB would stay free on the disk that holds {folder}.</source>
        <translation>Ficariam livres menos de {kept} MB no disco que contém {folder}.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Load the log from the server, if it still has it.</source>
        <translation>Carregue o log do servidor, se este ainda o tiver.</translation>
    </message>
    <message>
        <source>Load the swagger.json of the environment&apos;s DMM API. Operations are found by their operationId.</source>
        <translation type="vanished">Carregue o swagger.json da API do DMM do ambiente. As operações são encontradas pelo seu operationId.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Logs are available only after a run has ended, and not forever. Try again in a moment.</source>
        <translation type="vanished">Os logs só estão disponíveis depois de uma execução terminar, e não para sempre. Tente novamente dentro de momentos.</translation>
    </message>
    <message>
        <source>Logs are available only after a run has ended, and only for a limited time. Try again in a moment.</source>
        <translation>Os logs só estão disponíveis depois de uma execução terminar, e apenas durante algum tempo. Tente novamente dentro de momentos.</translation>
    </message>
    <message>
        <source>Logs are being saved.</source>
        <translation>Há logs a ser guardados.</translation>
    </message>
    <message>
        <source>Logs exist only once a run has ended, and not forever. Try again in a moment.</source>
        <translation type="vanished">Os logs só existem depois de uma execução terminar, e não para sempre. Tente novamente dentro de momentos.</translation>
    </message>
    <message>
        <source>Logs saved.</source>
        <translation>Logs guardados.</translation>
    </message>
    <message>
        <source>Logs that were read stay on this computer for {days} days: compressed, at most {each} MB a run and {total} MB in all. If you choose fewer, the others are removed.</source>
        <translation>Os logs lidos ficam neste computador durante {days} dias: comprimidos, no máximo {each} MB por execução e {total} MB no total. Se escolher menos, os restantes são removidos.</translation>
    </message>
    <message>
        <source>Look at {host} before you start it again.</source>
        <translation type="vanished">Consulte {host} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>Look for errors in DMM.</source>
        <translation>Procure erros no DMM.</translation>
    </message>
    <message>
        <source>Look for it in DMM.</source>
        <translation>Procure-a no DMM.</translation>
    </message>
    <message>
        <source>Look for the execution that began when this one did.</source>
        <translation>Procure a execução que começou quando esta começou.</translation>
    </message>
    <message>
        <source>Look for the export that began when this one was requested.</source>
        <translation>Procure a exportação que começou quando esta foi pedida.</translation>
    </message>
    <message>
        <source>Look for the import in DMM.</source>
        <translation type="vanished">Procure a importação no DMM.</translation>
    </message>
    <message>
        <source>Look for the import that began when this one was sent.</source>
        <translation>Procure a importação que começou quando esta foi enviada.</translation>
    </message>
    <message>
        <source>Look for this import in DMM on {place}, and say here what you found.</source>
        <translation type="vanished">Procure esta importação no DMM em {place} e diga aqui o que encontrou.</translation>
    </message>
    <message>
        <source>Look in DMM on {host} whether it exists before you create it again. If it does, use it by its name.</source>
        <translation type="vanished">Verifique no DMM em {host} se ela existe antes de a criar de novo. Se existir, use-a pelo nome.</translation>
    </message>
    <message>
        <source>Look it up in DMM and enter it again.</source>
        <translation>Consulte-o no DMM e introduza-o novamente.</translation>
    </message>
    <message>
        <source>Made by DMM Desktop {version} on {day}.</source>
        <translation type="vanished">Criado pelo DMM Desktop {version} a {day}.</translation>
    </message>
    <message>
        <source>Make it again with an ordinary zip program.</source>
        <translation type="vanished">Volte a criá-lo com um programa de zip comum.</translation>
    </message>
    <message>
        <source>Make the zip with the standard method, Deflate.</source>
        <translation type="vanished">Crie o zip com o método habitual, Deflate.</translation>
    </message>
    <message>
        <source>Make the zip without a password.</source>
        <translation type="vanished">Crie o zip sem palavra-passe.</translation>
    </message>
    <message>
        <source>May be another execution</source>
        <translation>Pode ser outra execução</translation>
    </message>
    <message>
        <source>Message of the server</source>
        <translation type="vanished">Mensagem do servidor</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Em falta</translation>
    </message>
    <message>
        <source>More log lines arrived than the server shows at once. The log is read again once the run has ended.</source>
        <translation>Chegaram mais linhas do log do que o servidor mostra de uma vez. O log é lido novamente quando a execução terminar.</translation>
    </message>
    <message>
        <source>More log lines arrived than the server shows at once. The log is read again when the import has ended.</source>
        <translation type="vanished">Chegaram mais linhas do log do que o servidor mostra de uma vez. O log é lido novamente quando a importação terminar.</translation>
    </message>
    <message>
        <source>More log lines came than the server shows at once. The log is read again when the import has ended.</source>
        <translation type="vanished">Chegaram mais linhas do log do que o servidor mostra de uma vez. O log é lido novamente quando a importação terminar.</translation>
    </message>
    <message>
        <source>More than {limit} bytes are not read.</source>
        <translation type="vanished">Não são lidos mais de {limit} bytes.</translation>
    </message>
    <message>
        <source>More than {limit} connections in it have a stage that is less strict than that of their environment.</source>
        <translation>Mais de {limit} ligações nele têm uma fase menos rigorosa do que a do respetivo ambiente.</translation>
    </message>
    <message>
        <source>Move that file away, or choose another place with --data-dir.</source>
        <translation>Mude esse ficheiro de sítio, ou escolha outro local com --data-dir.</translation>
    </message>
    <message>
        <source>NULL or empty values</source>
        <translation>Valores NULL ou vazios</translation>
    </message>
    <message>
        <source>Name of the connection in the environment.</source>
        <translation>Nome da ligação no ambiente.</translation>
    </message>
    <message>
        <source>Name of the zip</source>
        <translation>Nome do zip</translation>
    </message>
    <message>
        <source>Name one. To import into the environment itself, name {connection}.</source>
        <translation type="vanished">Indique uma. Para importar para o próprio ambiente, indique {connection}.</translation>
    </message>
    <message>
        <source>Names of the columns</source>
        <translation>Nomes das colunas</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>Precisa da sua atenção</translation>
    </message>
    <message>
        <source>Neither the options nor the configuration choose between appending and keeping ids.</source>
        <translation>Nem as opções nem a configuração escolhem entre acrescentar e manter os ids.</translation>
    </message>
    <message>
        <source>Never tested</source>
        <translation>Nunca testado</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Nova ligação…</translation>
    </message>
    <message>
        <source>Next match, previous match</source>
        <translation>Ocorrência seguinte, ocorrência anterior</translation>
    </message>
    <message>
        <source>Next view, previous view</source>
        <translation>Vista seguinte, vista anterior</translation>
    </message>
    <message>
        <source>No API description was found. The built-in API description will be used; it may not match.</source>
        <translation>Não foi encontrada nenhuma descrição da API. Será usada a descrição da API incorporada; pode não corresponder.</translation>
    </message>
    <message>
        <source>No answer {when}</source>
        <translation type="vanished">Sem resposta {when}</translation>
    </message>
    <message>
        <source>No certificate is where the variable {variable} points, which may be why. Correct or unset it.</source>
        <translation type="vanished">Não há nenhum certificado no local que a variável {variable} indica, o que pode ser a causa. Corrija-a ou remova-a.</translation>
    </message>
    <message>
        <source>No connection was made. Enter the proxy as http://proxy.example.com:8080.</source>
        <translation>Não foi estabelecida nenhuma ligação. Introduza o proxy como http://proxy.example.com:8080.</translation>
    </message>
    <message>
        <source>No connection was made. Set an HTTP proxy there, or choose one for this environment.</source>
        <translation>Não foi estabelecida nenhuma ligação. Defina ali um proxy HTTP, ou escolha um para este ambiente.</translation>
    </message>
    <message>
        <source>No connection was made. Set {variable} to an HTTP proxy, such as http://proxy.example.com:8080, or add {host} to NO_PROXY.</source>
        <translation>Não foi estabelecida nenhuma ligação. Defina {variable} com um proxy HTTP, como http://proxy.example.com:8080, ou acrescente {host} a NO_PROXY.</translation>
    </message>
    <message>
        <source>No description was found. Where the API is and how it is called are assumptions.</source>
        <translation type="vanished">Não foi encontrada nenhuma descrição. Onde está a API e como é chamada são suposições.</translation>
    </message>
    <message>
        <source>No entity has data: there is nothing below the headers to import. Fill the CSV files, or export again with data.</source>
        <translation type="vanished">Nenhuma entidade tem dados: não há nada para importar abaixo dos cabeçalhos. Preencha os ficheiros CSV ou volte a exportar com dados.</translation>
    </message>
    <message>
        <source>No entity has data: there is nothing to import below the headers. Add data to the CSV files, or export again with data.</source>
        <translation>Nenhuma entidade tem dados: não há nada para importar abaixo dos cabeçalhos. Acrescente dados aos ficheiros CSV, ou exporte novamente com dados.</translation>
    </message>
    <message>
        <source>No entity has data: there is nothing to import below the headers. Fill the CSV files, or export again with data.</source>
        <translation type="vanished">Nenhuma entidade tem dados: não há nada para importar abaixo dos cabeçalhos. Preencha os ficheiros CSV ou volte a exportar com dados.</translation>
    </message>
    <message>
        <source>No environment here has the address of this run.</source>
        <translation>Nenhum ambiente aqui tem o endereço desta execução.</translation>
    </message>
    <message>
        <source>No errors</source>
        <translation type="vanished">Sem erros</translation>
    </message>
    <message>
        <source>No errors, no warnings</source>
        <translation type="vanished">Sem erros nem avisos</translation>
    </message>
    <message>
        <source>No log files can be saved, and failed entities stay unknown: the API has no usable GetExecutionOutputs.</source>
        <translation>Não é possível guardar ficheiros de log, e as entidades com erros ficam por conhecer: a API não tem um GetExecutionOutputs utilizável.</translation>
    </message>
    <message>
        <source>No logs</source>
        <translation>Nenhum log</translation>
    </message>
    <message>
        <source>No logs are known: a user recorded that nothing was started.</source>
        <translation>Não se conhecem logs: um utilizador registou que nada foi iniciado.</translation>
    </message>
    <message>
        <source>No longer known to the server</source>
        <translation>O servidor já não a conhece</translation>
    </message>
    <message>
        <source>No records were exported</source>
        <translation>Não foram exportados registos</translation>
    </message>
    <message>
        <source>No records were imported</source>
        <translation>Não foram importados registos</translation>
    </message>
    <message>
        <source>No records were processed</source>
        <translation>Não foram processados registos</translation>
    </message>
    <message>
        <source>No request was recognised as this operation.</source>
        <translation>Nenhum pedido foi reconhecido como esta operação.</translation>
    </message>
    <message>
        <source>No response</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>No response (last seen {time})</source>
        <translation>Sem resposta (última vez: {time})</translation>
    </message>
    <message>
        <source>No response from {place} since {date}.</source>
        <translation>Sem resposta de {place} desde {date}.</translation>
    </message>
    <message>
        <source>No response from {place} since {time}.</source>
        <translation>Sem resposta de {place} desde as {time}.</translation>
    </message>
    <message>
        <source>No response from {place}.</source>
        <translation>Sem resposta de {place}.</translation>
    </message>
    <message>
        <source>No response since {time}</source>
        <translation type="vanished">Sem resposta desde {time}</translation>
    </message>
    <message>
        <source>No response within {seconds} seconds.</source>
        <translation>Sem resposta durante {seconds} segundos.</translation>
    </message>
    <message>
        <source>No response {when}</source>
        <translation>Sem resposta {when}</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made.</source>
        <translation type="vanished">Não foi possível estabelecer uma ligação segura a {host}.</translation>
    </message>
    <message>
        <source>No status</source>
        <translation>Sem estado</translation>
    </message>
    <message>
        <source>No status (last seen {time})</source>
        <translation>Sem estado (última vez: {time})</translation>
    </message>
    <message>
        <source>No status from the server</source>
        <translation>Sem estado do servidor</translation>
    </message>
    <message>
        <source>No status from {place} since {date}.</source>
        <translation>Sem estado de {place} desde {date}.</translation>
    </message>
    <message>
        <source>No status from {place} since {time}.</source>
        <translation>Sem estado de {place} desde as {time}.</translation>
    </message>
    <message>
        <source>No status from {place}.</source>
        <translation>Sem estado de {place}.</translation>
    </message>
    <message>
        <source>No status since {time}</source>
        <translation type="vanished">Sem estado desde {time}</translation>
    </message>
    <message>
        <source>No status; before that: {now} records per second, peak {most}</source>
        <translation>Sem estado; antes disso: {now} registos por segundo, máximo {most}</translation>
    </message>
    <message>
        <source>No text in the zip is written N&apos;…&apos;, so it looks like a plain export, made for Excel. DMM probably cannot import it. Choose the zip of a normal export.</source>
        <translation>Nenhum texto no zip está escrito como N&apos;…&apos;, pelo que parece uma exportação simples, feita para Excel. O DMM provavelmente não a consegue importar. Escolha o zip de uma exportação normal.</translation>
    </message>
    <message>
        <source>No usable response</source>
        <translation>Sem resposta utilizável</translation>
    </message>
    <message>
        <source>No zip is known: a user recorded that nothing was started.</source>
        <translation>Não se conhece nenhum zip: um utilizador registou que nada foi iniciado.</translation>
    </message>
    <message>
        <source>Nobody knows whether entities failed.</source>
        <translation type="vanished">Não se sabe se houve entidades com erros.</translation>
    </message>
    <message>
        <source>None of its operations can be used as one of the DMM API&apos;s.</source>
        <translation type="vanished">Nenhuma das suas operações pode ser utilizada como uma das da API do DMM.</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>Não terminadas</translation>
    </message>
    <message>
        <source>Not finished when the import was started; until then: {found}.</source>
        <translation>Não terminada quando a importação foi iniciada; até então: {found}.</translation>
    </message>
    <message>
        <source>Not in the zip</source>
        <translation>Não estão no zip</translation>
    </message>
    <message>
        <source>Not known to the server</source>
        <translation>Desconhecida do servidor</translation>
    </message>
    <message>
        <source>Not known: the file has changed since it was exported from {place}, tracker id {id}.</source>
        <translation>Não se sabe: o ficheiro mudou desde que foi exportado de {place}, tracker id {id}.</translation>
    </message>
    <message>
        <source>Not rehearsed: no import of this zip into Development or Test was completed from this computer.</source>
        <translation type="vanished">Não ensaiado: neste computador, nenhuma importação deste zip para Desenvolvimento ou Teste foi concluída.</translation>
    </message>
    <message>
        <source>Not rehearsed: no import of this zip was completed from this computer into another destination that is now Development or Test.</source>
        <translation type="vanished">Não ensaiado: neste computador, não foi concluída nenhuma importação deste zip para outro destino que seja agora Desenvolvimento ou Teste.</translation>
    </message>
    <message>
        <source>Not rehearsed: no import of this zip was completed from this computer into another destination that was Development or Test then and still is.</source>
        <translation>Não ensaiado: neste computador, não foi concluída nenhuma importação deste zip para outro destino que fosse então Desenvolvimento ou Teste e ainda o seja.</translation>
    </message>
    <message>
        <source>Not rehearsed: this zip was not imported anywhere from this computer.</source>
        <translation>Não ensaiado: este zip não foi importado para lado nenhum a partir deste computador.</translation>
    </message>
    <message>
        <source>Not saved yet. To save the key in this computer&apos;s key store, save the environment.</source>
        <translation>Ainda não guardada. Para guardar a chave no cofre de chaves deste computador, guarde o ambiente.</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Não iniciada</translation>
    </message>
    <message>
        <source>Not tested, because no key was entered</source>
        <translation>Não testada, porque não foi introduzida nenhuma chave</translation>
    </message>
    <message>
        <source>Not tested, because none was entered</source>
        <translation type="vanished">Não testada, porque não foi introduzida nenhuma</translation>
    </message>
    <message>
        <source>Not tested. {reason}</source>
        <translation>Não testada. {reason}</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Não acompanhada</translation>
    </message>
    <message>
        <source>Not watched (last seen {time})</source>
        <translation>Não acompanhada (última vez: {time})</translation>
    </message>
    <message>
        <source>Not watched since {time}</source>
        <translation type="vanished">Não acompanhada desde {time}</translation>
    </message>
    <message>
        <source>Not watched: {reason}</source>
        <translation>Não acompanhada: {reason}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Nota: {note}</translation>
    </message>
    <message>
        <source>Nothing came for {seconds} seconds.</source>
        <translation type="vanished">Não chegou nada durante {seconds} segundos.</translation>
    </message>
    <message>
        <source>Nothing was contacted. Enter the proxy as http://proxy.example.com:8080.</source>
        <translation type="vanished">Nada foi contactado. Introduza o proxy como http://proxy.example.com:8080.</translation>
    </message>
    <message>
        <source>Nothing was contacted. Set an HTTP proxy there, or choose one for this environment.</source>
        <translation type="vanished">Nada foi contactado. Defina aí um proxy HTTP, ou escolha um para este ambiente.</translation>
    </message>
    <message>
        <source>Nothing was contacted. Set {variable} to an HTTP proxy, such as http://proxy.example.com:8080, or add {host} to NO_PROXY.</source>
        <translation type="vanished">Nada foi contactado. Defina {variable} como um proxy HTTP, por exemplo http://proxy.example.com:8080, ou acrescente {host} a NO_PROXY.</translation>
    </message>
    <message>
        <source>Nothing was sent to {host}.</source>
        <translation>Nada foi enviado para {host}.</translation>
    </message>
    <message>
        <source>Nothing was started. Correct the zip and check it again.</source>
        <translation>Nada foi iniciado. Corrija o zip e verifique-o de novo.</translation>
    </message>
    <message>
        <source>Nothing was started. Get a new one from the environment&apos;s Authentication Token page and start again.</source>
        <translation>Nada foi iniciado. Obtenha um novo na página Authentication Token do ambiente e inicie outra vez.</translation>
    </message>
    <message>
        <source>Nothing was started. Read a new one on the environment&apos;s Authentication Token page and start again.</source>
        <translation type="vanished">Nada foi iniciado. Obtenha um novo na página Authentication Token do ambiente e inicie outra vez.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="vanished">Notificações</translation>
    </message>
    <message>
        <source>Of the chunk from which the size of a table is calculated.</source>
        <translation>Do bloco a partir do qual se calcula o tamanho de uma tabela.</translation>
    </message>
    <message>
        <source>On Windows, a file name cannot end with a dot or a space.</source>
        <translation>No Windows, o nome de um ficheiro não pode terminar com um ponto ou um espaço.</translation>
    </message>
    <message>
        <source>One has {one} where the other has {two}.</source>
        <translation>Um tem {one} onde o outro tem {two}.</translation>
    </message>
    <message>
        <source>One more file has this problem.</source>
        <translation type="vanished">Mais um ficheiro tem este problema.</translation>
    </message>
    <message numerus="yes">
        <source>One more file has this problem.</source>
        <comment>{n} more files have this problem.</comment>
        <translation>
            <numerusform>Mais um ficheiro tem este problema.</numerusform>
            <numerusform>Mais {n} ficheiros têm este problema.</numerusform>
        </translation>
    </message>
    <message>
        <source>One of its connections has no name, or one of more than {limit} characters.</source>
        <translation>Uma das suas ligações não tem nome, ou tem um com mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>One of its operations has a path or an operationId of more than {limit} characters.</source>
        <translation>Uma das suas operações tem um caminho ou um operationId com mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>Only HTTP proxies can be used.</source>
        <translation>Só é possível usar proxies HTTP.</translation>
    </message>
    <message>
        <source>Only referenced ossys_ records</source>
        <translation>Só os registos ossys_ referidos</translation>
    </message>
    <message>
        <source>Only the beginning of the configuration is shown. The saved report has all of it.</source>
        <translation>Só é mostrado o início da configuração. O relatório guardado contém-na toda.</translation>
    </message>
    <message>
        <source>Only the first {most} lines are shown.</source>
        <translation>São mostradas apenas as primeiras {most} linhas.</translation>
    </message>
    <message>
        <source>Only the ossys_ records that foreign keys of the entities refer to</source>
        <translation type="vanished">Só os registos ossys_ referidos por chaves estrangeiras das entidades</translation>
    </message>
    <message>
        <source>Only the window that is starting the export can cancel it.</source>
        <translation>Só a janela que está a iniciar a exportação a pode cancelar.</translation>
    </message>
    <message>
        <source>Only the window that is uploading can stop the upload.</source>
        <translation>Só a janela que está a enviar pode parar o envio.</translation>
    </message>
    <message>
        <source>Only the window that sends it can stop the upload.</source>
        <translation type="vanished">Só a janela que está a enviar pode parar o envio.</translation>
    </message>
    <message>
        <source>Only the zip of an export that has completed can be saved.</source>
        <translation>Só se pode guardar o zip de uma exportação concluída.</translation>
    </message>
    <message>
        <source>Open application log</source>
        <translation>Abrir log da aplicação</translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation>Abrir pasta de dados</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Abrir no navegador</translation>
    </message>
    <message>
        <source>Open it yourself in a browser.</source>
        <translation>Abra-a num navegador.</translation>
    </message>
    <message>
        <source>Open it yourself: {path}</source>
        <translation>Abra-o diretamente: {path}</translation>
    </message>
    <message>
        <source>Open the menu of the selected row</source>
        <translation>Abrir o menu da linha selecionada</translation>
    </message>
    <message>
        <source>Open the zip again.</source>
        <translation>Volte a abrir o zip.</translation>
    </message>
    <message>
        <source>Options ignored: {names}.</source>
        <translation>Opções ignoradas: {names}.</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Resultado desconhecido</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Caminho</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>Caminho da pasta</translation>
    </message>
    <message>
        <source>Points to</source>
        <translation>Aponta para</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferências…</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problema</translation>
    </message>
    <message>
        <source>Process records</source>
        <translation>Registos de processos</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Consulta</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>REST API key</source>
        <translation>Chave da API REST</translation>
    </message>
    <message>
        <source>REST API key of the other environment, for DMMREST.</source>
        <translation>Chave da API REST do outro ambiente, para DMMREST.</translation>
    </message>
    <message>
        <source>Rate not known</source>
        <translation>Ritmo desconhecido</translation>
    </message>
    <message>
        <source>Read it in DMM and enter it again.</source>
        <translation type="vanished">Consulte-o no DMM e introduza-o de novo.</translation>
    </message>
    <message>
        <source>Read results again</source>
        <translation>Voltar a ler os resultados</translation>
    </message>
    <message>
        <source>Reading the results…</source>
        <translation>A ler os resultados…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Razão</translation>
    </message>
    <message>
        <source>Record outcome…</source>
        <translation>Registar resultado…</translation>
    </message>
    <message>
        <source>Recorded by a user on this computer; not checked with the server.</source>
        <translation>Registado por um utilizador neste computador; não confirmado junto do servidor.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registos</translation>
    </message>
    <message>
        <source>Records (final report)</source>
        <translation>Registos (relatório final)</translation>
    </message>
    <message>
        <source>Records imported before the end may still be in {place}: DMM does not document that a failure undoes anything.</source>
        <translation>Os registos importados antes do fim podem continuar em {place}: o DMM não documenta que uma falha anule alguma coisa.</translation>
    </message>
    <message>
        <source>Records in the final report</source>
        <translation type="vanished">Registos no relatório final</translation>
    </message>
    <message>
        <source>Records of the execution: {total}; rows in the zip: {rows}.</source>
        <translation>Registos da execução com esse id: {total}; linhas no zip: {rows}.</translation>
    </message>
    <message>
        <source>Records per chunk</source>
        <translation>Registos por bloco</translation>
    </message>
    <message>
        <source>Records reported</source>
        <translation>Registos comunicados</translation>
    </message>
    <message>
        <source>Recreate it with a standard zip program.</source>
        <translation>Volte a criá-lo com um programa de zip comum.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Reference: {reference}</source>
        <translation>Referência: {reference}</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referências</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>Recusada. {reason}</translation>
    </message>
    <message>
        <source>Rehearsed in {place} {when}: {outcome}.</source>
        <translation>Ensaiado em {place} {when}: {outcome}.</translation>
    </message>
    <message>
        <source>Rehearsed with other options in {place} {when}: {outcome}.</source>
        <translation>Ensaiado com outras opções em {place} {when}: {outcome}.</translation>
    </message>
    <message>
        <source>Remove it from the configuration.</source>
        <translation>Remova-o da configuração.</translation>
    </message>
    <message>
        <source>Remove it with Edit environment.</source>
        <translation>Remova esse segredo com Editar ambiente.</translation>
    </message>
    <message>
        <source>Remove one of them, or save over it.</source>
        <translation>Remova uma delas ou guarde por cima dela.</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Remova um deles.</translation>
    </message>
    <message>
        <source>Remove that connection.</source>
        <translation>Remova essa ligação.</translation>
    </message>
    <message>
        <source>Remove that preset, or save it without the secret.</source>
        <translation>Remova essa predefinição ou guarde-a sem o segredo.</translation>
    </message>
    <message>
        <source>Remove the selected row</source>
        <translation>Remover a linha selecionada</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Remover…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="vanished">Relatório</translation>
    </message>
    <message>
        <source>Reported error: {words}.</source>
        <translation>Erro indicado: {words}.</translation>
    </message>
    <message>
        <source>Requesting the stop…</source>
        <translation>A pedir a paragem…</translation>
    </message>
    <message>
        <source>Restart DMM Desktop, which creates it again.</source>
        <translation>Reinicie o DMM Desktop, que a cria de novo.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Rows and records</source>
        <translation>Linhas e registos</translation>
    </message>
    <message>
        <source>Rows in the zip</source>
        <translation>Linhas no zip</translation>
    </message>
    <message>
        <source>Rows not counted</source>
        <translation>Linhas não contadas</translation>
    </message>
    <message>
        <source>Rows not counted in {files}</source>
        <translation>Linhas não contadas em {files}</translation>
    </message>
    <message>
        <source>Rows not counted; the number of records imported is not known.</source>
        <translation type="vanished">Linhas não contadas; não se sabe quantos registos foram importados.</translation>
    </message>
    <message>
        <source>Rows not counted; {records}.</source>
        <translation type="vanished">Linhas não contadas; {records}.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regra</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Execução</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Em curso</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Em curso…</translation>
    </message>
    <message>
        <source>SFTP</source>
        <translation>SFTP</translation>
    </message>
    <message>
        <source>SFTP connection</source>
        <translation>Ligação SFTP</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SOCKS proxies are not supported.</source>
        <translation>Os proxies SOCKS não são suportados.</translation>
    </message>
    <message>
        <source>Sample size (KB)</source>
        <translation>Tamanho da amostra (KB)</translation>
    </message>
    <message>
        <source>Save again.</source>
        <translation>Guarde novamente.</translation>
    </message>
    <message>
        <source>Save export</source>
        <translation>Guardar exportação</translation>
    </message>
    <message>
        <source>Save export…</source>
        <translation>Guardar exportação…</translation>
    </message>
    <message>
        <source>Save failing entities…</source>
        <translation>Guardar entidades com erros…</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and try again.</source>
        <translation>Guarde-o em UTF-8 e tente novamente.</translation>
    </message>
    <message>
        <source>Save it once it has ended.</source>
        <translation>Guarde-a depois de terminar.</translation>
    </message>
    <message>
        <source>Save logs</source>
        <translation>Guardar logs</translation>
    </message>
    <message>
        <source>Save logs…</source>
        <translation>Guardar logs…</translation>
    </message>
    <message>
        <source>Save matching lines…</source>
        <translation>Guardar linhas encontradas…</translation>
    </message>
    <message>
        <source>Save support bundle…</source>
        <translation>Guardar pacote de suporte…</translation>
    </message>
    <message>
        <source>Save the export again?</source>
        <translation>Guardar a exportação outra vez?</translation>
    </message>
    <message>
        <source>Save the logs again to ask for them once more.</source>
        <translation type="vanished">Guarde novamente os logs para os pedir outra vez.</translation>
    </message>
    <message>
        <source>Save the logs again to retry.</source>
        <translation>Volte a guardar os logs para tentar outra vez.</translation>
    </message>
    <message>
        <source>Save the logs and look for errors in them.</source>
        <translation>Guarde os logs e procure erros neles.</translation>
    </message>
    <message>
        <source>Save the logs once it has ended. Until then, only its log lines can be read.</source>
        <translation>Guarde os logs depois de terminar. Até lá, só é possível ler as linhas do log.</translation>
    </message>
    <message>
        <source>Save visible lines…</source>
        <translation>Guardar linhas visíveis…</translation>
    </message>
    <message>
        <source>Saved at</source>
        <translation>Guardado em</translation>
    </message>
    <message>
        <source>Saving again needs no new export.</source>
        <translation>Pode voltar a guardar sem uma nova exportação.</translation>
    </message>
    <message>
        <source>Saving asks the key store of this computer to keep the key</source>
        <translation type="vanished">Ao guardar, pede-se ao cofre de chaves deste computador que guarde a chave</translation>
    </message>
    <message>
        <source>Saving the export…</source>
        <translation>A guardar a exportação…</translation>
    </message>
    <message>
        <source>Saving the logs…</source>
        <translation>A guardar os logs…</translation>
    </message>
    <message>
        <source>Scroll a dialog</source>
        <translation>Percorrer uma janela de diálogo</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Procurar execuções</translation>
    </message>
    <message>
        <source>Search the log, or this guide</source>
        <translation>Procurar no log ou neste guia</translation>
    </message>
    <message>
        <source>Secrets in it were replaced by “(hidden)”.</source>
        <translation>Os segredos que continha foram substituídos por “(hidden)”.</translation>
    </message>
    <message>
        <source>Seen to have ended</source>
        <translation type="vanished">Visto como terminado</translation>
    </message>
    <message>
        <source>Seen to have ended at {time}.</source>
        <translation type="vanished">Viu-se que tinha terminado às {time}.</translation>
    </message>
    <message>
        <source>Seen to have ended on {day}.</source>
        <translation type="vanished">Viu-se que tinha terminado em {day}.</translation>
    </message>
    <message>
        <source>Select fewer lines, or save the log.</source>
        <translation>Selecione menos linhas ou guarde o log.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Sent on {day}.</source>
        <translation>Enviada a {day}.</translation>
    </message>
    <message numerus="yes">
        <source>Sent once before that.</source>
        <comment>Sent {n} times before that.</comment>
        <translation>
            <numerusform>Enviado 1 vez antes disso.</numerusform>
            <numerusform>Enviado {n} vezes antes disso.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent to {place} {when}: {outcome}.</source>
        <translation>Enviado para {place} {when}: {outcome}.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Server message</source>
        <translation>Mensagem do servidor</translation>
    </message>
    <message>
        <source>Server response</source>
        <translation>Resposta do servidor</translation>
    </message>
    <message>
        <source>Server status</source>
        <translation>Estado no servidor</translation>
    </message>
    <message>
        <source>Server&apos;s answer</source>
        <translation type="vanished">Resposta do servidor</translation>
    </message>
    <message>
        <source>Set {key} to the REST API key, and {token} to a new one-time token.</source>
        <translation>Atribua a {key} a chave da API REST e a {token} um novo token de utilização única.</translation>
    </message>
    <message>
        <source>Set {key} to the REST API key, {token} to a new one-time token, and {zip} to the path of the zip.</source>
        <translation>Atribua a {key} a chave da API REST, a {token} um novo token de utilização única e a {zip} o caminho do zip.</translation>
    </message>
    <message>
        <source>Set {key} to the REST API key.</source>
        <translation>Atribua a {key} a chave da API REST.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravidade</translation>
    </message>
    <message>
        <source>Show report…</source>
        <translation>Mostrar relatório…</translation>
    </message>
    <message>
        <source>Show the lines of the selected failing entity in the log</source>
        <translation>Mostrar no log as linhas da entidade com erros selecionada</translation>
    </message>
    <message>
        <source>Show the selected log line or failing entity in full</source>
        <translation>Mostrar por inteiro a linha do log ou a entidade com erros selecionada</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>So far: {found}.</source>
        <translation>Até agora: {found}.</translation>
    </message>
    <message>
        <source>Somebody has said so on this computer; the server was not asked.</source>
        <translation type="vanished">Foi alguém que o indicou neste computador; o servidor não foi consultado.</translation>
    </message>
    <message>
        <source>Somebody looked at {place}: the import was not started.</source>
        <translation type="vanished">Alguém consultou {place}: a importação não foi iniciada.</translation>
    </message>
    <message>
        <source>Somebody looked at {place}: the import was started.</source>
        <translation type="vanished">Alguém consultou {place}: a importação foi iniciada.</translation>
    </message>
    <message>
        <source>Split the export into several zips.</source>
        <translation>Divida a exportação por vários zips.</translation>
    </message>
    <message>
        <source>Stack trace</source>
        <translation>Stack trace</translation>
    </message>
    <message>
        <source>Stack traces</source>
        <translation>Stack traces</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Start DMM Desktop again. If it stays so, install its newest version, or choose another data folder with --data-dir.</source>
        <translation type="vanished">Inicie novamente o DMM Desktop. Se o problema persistir, instale a versão mais recente, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Start DMM Desktop again. If the problem persists, install its newest version, or choose another data folder with --data-dir.</source>
        <translation>Inicie novamente o DMM Desktop. Se o problema persistir, instale a versão mais recente, ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message numerus="yes">
        <source>Start although the check found 1 error?</source>
        <comment>Start although the check found {n} errors?</comment>
        <translation type="vanished">
            <numerusform>Iniciar embora a verificação tenha encontrado 1 erro?</numerusform>
            <numerusform>Iniciar embora a verificação tenha encontrado {n} erros?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start although the check has found 1 error so far?</source>
        <comment>Start although the check has found {n} errors so far?</comment>
        <translation type="vanished">
            <numerusform>Iniciar embora a verificação tenha encontrado 1 erro até agora?</numerusform>
            <numerusform>Iniciar embora a verificação tenha encontrado {n} erros até agora?</numerusform>
        </translation>
    </message>
    <message>
        <source>Start cancelled</source>
        <translation>Início cancelado</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Iniciada</translation>
    </message>
    <message>
        <source>Started (server clock)</source>
        <translation>Início (relógio do servidor)</translation>
    </message>
    <message>
        <source>Started anyway.</source>
        <translation>Iniciada mesmo assim.</translation>
    </message>
    <message>
        <source>Started elsewhere. Added here on {day}.</source>
        <translation>Iniciada noutro local. Adicionada aqui em {day}.</translation>
    </message>
    <message>
        <source>Started here</source>
        <translation>Iniciada aqui</translation>
    </message>
    <message>
        <source>Started, by the server&apos;s clock</source>
        <translation type="vanished">Início, pelo relógio do servidor</translation>
    </message>
    <message>
        <source>Starting the export…</source>
        <translation>A iniciar a exportação…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>A iniciar…</translation>
    </message>
    <message>
        <source>Status of the server</source>
        <translation type="vanished">Estado no servidor</translation>
    </message>
    <message>
        <source>Stop accepted</source>
        <translation>Paragem aceite</translation>
    </message>
    <message>
        <source>Stop asked for</source>
        <translation type="vanished">Paragem pedida</translation>
    </message>
    <message>
        <source>Stop requested</source>
        <translation>Paragem pedida</translation>
    </message>
    <message>
        <source>Stop requested and accepted. What is being exported right now may still finish.</source>
        <translation>Paragem pedida e aceite. O que está a ser exportado neste momento ainda pode terminar.</translation>
    </message>
    <message>
        <source>Stop requested and accepted. What is being imported right now may still finish.</source>
        <translation>Paragem pedida e aceite. O que está a ser importado neste momento ainda pode terminar.</translation>
    </message>
    <message>
        <source>Stop requested and accepted. What is being processed right now may still finish.</source>
        <translation>Paragem pedida e aceite. O que está a ser processado neste momento ainda pode terminar.</translation>
    </message>
    <message>
        <source>Stop requested.</source>
        <translation type="vanished">A paragem foi pedida.</translation>
    </message>
    <message>
        <source>Stop requested. It is not known whether the server accepted it.</source>
        <translation>Paragem pedida. Não se sabe se o servidor a aceitou.</translation>
    </message>
    <message>
        <source>Stop requested. What is being imported right now may still finish.</source>
        <translation type="vanished">Paragem pedida. O que está a ser importado neste momento pode ainda terminar.</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Deixar de acompanhar</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Stopped or not started</source>
        <translation>Paradas ou não iniciadas</translation>
    </message>
    <message>
        <source>Stopping. What is being imported right now may still end.</source>
        <translation type="vanished">A parar. O que está a ser importado neste momento ainda pode terminar.</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Parar…</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Estrutura</translation>
    </message>
    <message>
        <source>Structure checked: {found}.</source>
        <translation type="vanished">Estrutura verificada: {found}.</translation>
    </message>
    <message>
        <source>Structure only, without records</source>
        <translation>Só a estrutura, sem registos</translation>
    </message>
    <message>
        <source>System tables</source>
        <translation>Tabelas de sistema</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar ligação</translation>
    </message>
    <message>
        <source>Test failed {when}</source>
        <translation>O teste falhou {when}</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>A testar…</translation>
    </message>
    <message>
        <source>Text longer than {limit} characters is not read.</source>
        <translation>Não são lidos textos com mais de {limit} carateres.</translation>
    </message>
    <message>
        <source>Texts of more than {limit} characters are not read.</source>
        <translation type="vanished">Não são lidos textos com mais de {limit} carateres.</translation>
    </message>
    <message>
        <source>Texts that end with “…” were longer: the rest was not kept.</source>
        <translation>Os textos que terminam em “…” eram mais longos: o resto não foi guardado.</translation>
    </message>
    <message>
        <source>That one: {then}. This one: {now}.</source>
        <translation>Aquele: {then}. Este: {now}.</translation>
    </message>
    <message>
        <source>The API description cannot be read.</source>
        <translation>Não é possível ler a descrição da API.</translation>
    </message>
    <message>
        <source>The API description cannot be used.</source>
        <translation>Não é possível usar a descrição da API.</translation>
    </message>
    <message>
        <source>The API description does not name it.</source>
        <translation>A descrição da API não a refere.</translation>
    </message>
    <message>
        <source>The API description names it more than once: {ways}.</source>
        <translation>A descrição da API refere-a mais do que uma vez: {ways}.</translation>
    </message>
    <message>
        <source>The REST API key could not be stored.</source>
        <translation>Não foi possível guardar a chave da API REST.</translation>
    </message>
    <message>
        <source>The REST API key is kept there and could not be read or written.</source>
        <translation type="vanished">A chave da API REST está guardada nele e não foi possível lê-la ou gravá-la.</translation>
    </message>
    <message>
        <source>The REST API key of {name} is not on this computer.</source>
        <translation>A chave da API REST de {name} não está neste computador.</translation>
    </message>
    <message>
        <source>The SFTP connection {name}</source>
        <translation>A ligação SFTP {name}</translation>
    </message>
    <message>
        <source>The address cannot be used.</source>
        <translation>O endereço não pode ser usado.</translation>
    </message>
    <message>
        <source>The address contains a user name or password.</source>
        <translation>O endereço contém um nome de utilizador ou uma palavra-passe.</translation>
    </message>
    <message>
        <source>The address is empty.</source>
        <translation>O endereço está vazio.</translation>
    </message>
    <message>
        <source>The address stored with it is not usable.</source>
        <translation>O endereço guardado com ela não pode ser usado.</translation>
    </message>
    <message>
        <source>The address {given} cannot be used.</source>
        <translation type="vanished">Não é possível usar o endereço {given}.</translation>
    </message>
    <message>
        <source>The answer could not be written to this computer&apos;s disk.</source>
        <translation type="vanished">Não foi possível gravar a resposta no disco deste computador.</translation>
    </message>
    <message>
        <source>The application ended before a response arrived.</source>
        <translation>A aplicação terminou antes de chegar a resposta.</translation>
    </message>
    <message>
        <source>The application ended before it requested the export.</source>
        <translation>A aplicação terminou antes de pedir a exportação.</translation>
    </message>
    <message>
        <source>The application ended before the answer came.</source>
        <translation type="vanished">A aplicação terminou antes de chegar a resposta.</translation>
    </message>
    <message>
        <source>The application ended during the upload.</source>
        <translation>A aplicação terminou durante o envio.</translation>
    </message>
    <message>
        <source>The application ended while it read the log. Lines may be missing, or shown twice.</source>
        <translation>A aplicação terminou enquanto lia o log. Podem faltar linhas, ou aparecer duas vezes.</translation>
    </message>
    <message>
        <source>The application ended while it was uploading.</source>
        <translation type="vanished">A aplicação terminou durante o envio.</translation>
    </message>
    <message>
        <source>The certificate in it is that of a server, not of an authority.</source>
        <translation>O certificado é de um servidor, não de uma autoridade.</translation>
    </message>
    <message>
        <source>The check failed.</source>
        <translation>A verificação falhou.</translation>
    </message>
    <message numerus="yes">
        <source>The check found 1 error.</source>
        <comment>The check found {n} errors.</comment>
        <translation>
            <numerusform>A verificação encontrou 1 erro.</numerusform>
            <numerusform>A verificação encontrou {n} erros.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The check found 1 error. Start the import anyway?</source>
        <comment>The check found {n} errors. Start the import anyway?</comment>
        <translation>
            <numerusform>A verificação encontrou 1 erro. Iniciar a importação mesmo assim?</numerusform>
            <numerusform>A verificação encontrou {n} erros. Iniciar a importação mesmo assim?</numerusform>
        </translation>
    </message>
    <message>
        <source>The check found an error: {first}</source>
        <translation type="vanished">A verificação encontrou um erro: {first}</translation>
    </message>
    <message numerus="yes">
        <source>The check found an error: {first}</source>
        <comment>The check found {n} errors. The first: {first}</comment>
        <translation>
            <numerusform>A verificação encontrou um erro: {first}</numerusform>
            <numerusform>A verificação encontrou {n} erros. O primeiro: {first}</numerusform>
        </translation>
    </message>
    <message>
        <source>The check found {n} errors. The first: {first}</source>
        <translation type="vanished">A verificação encontrou {n} erros. O primeiro: {first}</translation>
    </message>
    <message numerus="yes">
        <source>The check has found 1 error so far. Start the import anyway?</source>
        <comment>The check has found {n} errors so far. Start the import anyway?</comment>
        <translation>
            <numerusform>A verificação encontrou 1 erro até agora. Iniciar a importação mesmo assim?</numerusform>
            <numerusform>A verificação encontrou {n} erros até agora. Iniciar a importação mesmo assim?</numerusform>
        </translation>
    </message>
    <message>
        <source>The check has not ended.</source>
        <translation>A verificação não terminou.</translation>
    </message>
    <message>
        <source>The check was stopped; Start import resumes it.</source>
        <translation>A verificação foi parada; Iniciar importação retoma-a.</translation>
    </message>
    <message>
        <source>The configuration cannot be used.</source>
        <translation>Não é possível usar a configuração.</translation>
    </message>
    <message>
        <source>The configuration is too long for a preset.</source>
        <translation>A configuração é demasiado longa para uma predefinição.</translation>
    </message>
    <message>
        <source>The configuration of this execution is not known here.</source>
        <translation>A configuração desta execução não é conhecida aqui.</translation>
    </message>
    <message>
        <source>The connection has fields that this environment does not know: {names}.</source>
        <translation>A ligação tem campos que este ambiente não conhece: {names}.</translation>
    </message>
    <message>
        <source>The connection has {name} twice.</source>
        <translation>A ligação tem {name} duas vezes.</translation>
    </message>
    <message>
        <source>The connection lacks {names}.</source>
        <translation>Faltam na ligação: {names}.</translation>
    </message>
    <message>
        <source>The connection to {host} failed.</source>
        <translation>A ligação a {host} falhou.</translation>
    </message>
    <message>
        <source>The connection was refused or cut.</source>
        <translation>A ligação foi recusada ou cortada.</translation>
    </message>
    <message>
        <source>The connection&apos;s {name} cannot be used.</source>
        <translation>O campo {name} da ligação não pode ser usado.</translation>
    </message>
    <message>
        <source>The copy cannot have the name of the original.</source>
        <translation>A cópia não pode ter o nome do original.</translation>
    </message>
    <message>
        <source>The current folder no longer exists.</source>
        <translation>A pasta atual já não existe.</translation>
    </message>
    <message>
        <source>The data files have too many columns in all, so the rows of {file} were not checked.</source>
        <translation>Os ficheiros de dados têm demasiadas colunas no total, pelo que as linhas de {file} não foram verificadas.</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be used.</source>
        <translation>Não é possível usar a pasta de dados {folder}.</translation>
    </message>
    <message>
        <source>The data received was kept as {kept}. Save the logs again to retry.</source>
        <translation>Os dados recebidos ficaram em {kept}. Volte a guardar os logs para tentar outra vez.</translation>
    </message>
    <message>
        <source>The data received was kept as {kept}. Saving again needs no new export.</source>
        <translation>Os dados recebidos ficaram em {kept}. Pode voltar a guardar sem uma nova exportação.</translation>
    </message>
    <message>
        <source>The database behind {name}</source>
        <translation>A base de dados de {name}</translation>
    </message>
    <message>
        <source>The database engine reports: {words}.</source>
        <translation>O motor da base de dados indica: {words}.</translation>
    </message>
    <message>
        <source>The database engine says: {words}.</source>
        <translation type="vanished">O motor da base de dados indica: {words}.</translation>
    </message>
    <message>
        <source>The database was damaged or made by another application. It was set aside as {name}, and DMM Desktop starts without saved environments and runs. Imports on the server were not stopped.</source>
        <translation type="vanished">A base de dados estava danificada ou foi criada por outra aplicação. Foi posta de parte como {name}, e o DMM Desktop arranca sem ambientes nem execuções guardados. As importações no servidor não foram paradas.</translation>
    </message>
    <message>
        <source>The database was damaged or made by another application. It was set aside as {name}, and DMM Desktop starts without saved environments and runs. Imports that were running go on.</source>
        <translation type="vanished">A base de dados estava danificada ou foi criada por outra aplicação. Foi posta de parte como {name}, e o DMM Desktop arranca sem ambientes nem execuções guardados. As importações em curso continuam.</translation>
    </message>
    <message>
        <source>The database was damaged or made by another application. It was set aside as {name}, and DMM Desktop starts without saved environments and runs. What is running on the server was not stopped.</source>
        <translation>A base de dados estava danificada ou foi criada por outra aplicação. Foi posta de parte como {name}, e o DMM Desktop começa sem ambientes nem execuções guardados. O que está em curso no servidor não foi parado.</translation>
    </message>
    <message>
        <source>The database {path} cannot be used.</source>
        <translation>Não é possível usar a base de dados {path}.</translation>
    </message>
    <message>
        <source>The database {path} could not be opened.</source>
        <translation>Não foi possível abrir a base de dados {path}.</translation>
    </message>
    <message>
        <source>The database {path} could not be used.</source>
        <translation>Não foi possível usar a base de dados {path}.</translation>
    </message>
    <message>
        <source>The database {path} is damaged and could not be set aside.</source>
        <translation>A base de dados {path} está danificada e não foi possível pô-la de parte.</translation>
    </message>
    <message>
        <source>The demo did not start.</source>
        <translation>A demonstração não arrancou.</translation>
    </message>
    <message>
        <source>The demo environment did not start.</source>
        <translation>O ambiente de demonstração não arrancou.</translation>
    </message>
    <message>
        <source>The directory of the zip has more than {limit} MiB.</source>
        <translation type="vanished">O diretório do zip tem mais de {limit} MiB.</translation>
    </message>
    <message>
        <source>The directory of the zip is damaged: it does not fit the rest of the file.</source>
        <translation type="vanished">O índice do zip está danificado: não condiz com o resto do ficheiro.</translation>
    </message>
    <message>
        <source>The directory of the zip is damaged: it does not match the rest of the file.</source>
        <translation>O índice do zip está danificado: não condiz com o resto do ficheiro.</translation>
    </message>
    <message>
        <source>The directory of the zip is larger than {limit} MiB.</source>
        <translation>O índice do zip tem mais de {limit} MiB.</translation>
    </message>
    <message>
        <source>The disk does not support files of that size.</source>
        <translation>O disco não suporta ficheiros desse tamanho.</translation>
    </message>
    <message>
        <source>The disk does not take files of that size.</source>
        <translation type="vanished">O disco não aceita ficheiros desse tamanho.</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>O disco é só de leitura.</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation>O disco que contém {folder} está cheio.</translation>
    </message>
    <message>
        <source>The end of the log was not kept: it could not be written.</source>
        <translation>O fim do log não foi guardado: não foi possível escrevê-lo.</translation>
    </message>
    <message>
        <source>The end of the log was not kept: the log is too long.</source>
        <translation>O fim do log não foi guardado: o log é demasiado longo.</translation>
    </message>
    <message>
        <source>The environment has {limit} presets already.</source>
        <translation>O ambiente já tem {limit} predefinições.</translation>
    </message>
    <message>
        <source>The environment is saved, but its REST API key and its proxy password are kept only until DMM Desktop closes.</source>
        <translation>O ambiente está guardado, mas a sua chave da API REST e a palavra-passe do proxy só ficam guardadas até o DMM Desktop ser fechado.</translation>
    </message>
    <message>
        <source>The environment is saved, but its REST API key is kept only until DMM Desktop closes.</source>
        <translation>O ambiente está guardado, mas a sua chave da API REST só fica guardada até o DMM Desktop ser fechado.</translation>
    </message>
    <message>
        <source>The environment is saved, but its proxy password is kept only until DMM Desktop closes.</source>
        <translation>O ambiente está guardado, mas a palavra-passe do proxy só fica guardada até o DMM Desktop ser fechado.</translation>
    </message>
    <message>
        <source>The environment {name} could not be saved.</source>
        <translation>Não foi possível guardar o ambiente {name}.</translation>
    </message>
    <message>
        <source>The environment {name} in it is refused.</source>
        <translation>O ambiente {name} nele contido foi recusado.</translation>
    </message>
    <message>
        <source>The environment {name} was not removed.</source>
        <translation>O ambiente {name} não foi removido.</translation>
    </message>
    <message>
        <source>The environment {name} was not saved.</source>
        <translation>O ambiente {name} não foi guardado.</translation>
    </message>
    <message>
        <source>The environment {name} was removed from this computer.</source>
        <translation>O ambiente {name} foi removido deste computador.</translation>
    </message>
    <message>
        <source>The environments were not exported.</source>
        <translation>Os ambientes não foram exportados.</translation>
    </message>
    <message>
        <source>The execution ended with an undocumented status: {status}</source>
        <translation>A execução terminou com um estado não documentado: {status}</translation>
    </message>
    <message>
        <source>The execution ended with {status} after a stop request. {message}</source>
        <translation>A execução terminou com {status} depois de um pedido de paragem. {message}</translation>
    </message>
    <message>
        <source>The execution finished but no records were processed.</source>
        <translation>A execução terminou, mas não foram processados registos.</translation>
    </message>
    <message>
        <source>The execution has already ended.</source>
        <translation>A execução já terminou.</translation>
    </message>
    <message>
        <source>The execution has not ended: the server reports “{status}”.</source>
        <translation>A execução não terminou: o servidor indica “{status}”.</translation>
    </message>
    <message>
        <source>The execution may still be running on the server.</source>
        <translation>A execução pode ainda estar em curso no servidor.</translation>
    </message>
    <message>
        <source>The execution may still be running. You can request the stop again at any time.</source>
        <translation>A execução pode ainda estar em curso. Pode pedir novamente a paragem em qualquer altura.</translation>
    </message>
    <message>
        <source>The execution may still be running: the server last reported “{status}”.</source>
        <translation>A execução pode ainda estar em curso: a última indicação do servidor foi “{status}”.</translation>
    </message>
    <message>
        <source>The execution was not started. {message}</source>
        <translation>A execução não foi iniciada. {message}</translation>
    </message>
    <message>
        <source>The execution was started.</source>
        <translation>A execução foi iniciada.</translation>
    </message>
    <message>
        <source>The export cannot be followed from here: the API has no usable GetExecutionStatus.</source>
        <translation type="vanished">Não é possível acompanhar a exportação a partir daqui: a API não tem um GetExecutionStatus utilizável.</translation>
    </message>
    <message>
        <source>The export cannot be saved: the API has no usable GetExecutionOutputs.</source>
        <translation>Não é possível guardar a exportação: a API não tem um GetExecutionOutputs utilizável.</translation>
    </message>
    <message>
        <source>The export cannot be stopped from here: the API has no usable StopExecution.</source>
        <translation>Não é possível parar a exportação a partir daqui: a API não tem um StopExecution utilizável.</translation>
    </message>
    <message>
        <source>The export cannot be watched from here: the API has no usable GetExecutionStatus.</source>
        <translation>Não é possível acompanhar a exportação a partir daqui: a API não tem um GetExecutionStatus utilizável.</translation>
    </message>
    <message>
        <source>The export could not be saved as {name}.</source>
        <translation>Não foi possível guardar a exportação como {name}.</translation>
    </message>
    <message>
        <source>The export ended with an undocumented status: {status}</source>
        <translation>A exportação terminou com um estado não documentado: {status}</translation>
    </message>
    <message>
        <source>The export ended with {status} after a stop request. {message}</source>
        <translation>A exportação terminou com {status} depois de um pedido de paragem. {message}</translation>
    </message>
    <message>
        <source>The export finished but no records were exported.</source>
        <translation>A exportação terminou, mas não foram exportados registos.</translation>
    </message>
    <message>
        <source>The export from {place} on {host} is being saved.</source>
        <translation>A exportação de {place} em {host} está a ser guardada.</translation>
    </message>
    <message>
        <source>The export had already been requested.</source>
        <translation>A exportação já tinha sido pedida.</translation>
    </message>
    <message>
        <source>The export has already ended.</source>
        <translation>A exportação já terminou.</translation>
    </message>
    <message>
        <source>The export has been requested. You can stop it once the server has responded.</source>
        <translation>A exportação foi pedida. Pode pará-la depois de o servidor responder.</translation>
    </message>
    <message>
        <source>The export has not ended: the server reports “{status}”.</source>
        <translation>A exportação não terminou: o servidor indica “{status}”.</translation>
    </message>
    <message>
        <source>The export is being saved.</source>
        <translation>A exportação está a ser guardada.</translation>
    </message>
    <message>
        <source>The export is larger than {limit} GiB. Save it?</source>
        <translation>A exportação é maior do que {limit} GiB. Guardar?</translation>
    </message>
    <message>
        <source>The export may be continuing on the server.</source>
        <translation type="vanished">A exportação pode estar a continuar no servidor.</translation>
    </message>
    <message>
        <source>The export may be continuing. You can request the stop again at any time.</source>
        <translation type="vanished">A exportação pode estar a continuar. Pode pedir novamente a paragem em qualquer altura.</translation>
    </message>
    <message>
        <source>The export may be continuing: the server last reported “{status}”.</source>
        <translation type="vanished">A exportação pode estar a continuar: a última indicação do servidor foi “{status}”.</translation>
    </message>
    <message>
        <source>The export may be running. Check {place} before starting it again.</source>
        <translation>A exportação pode estar em curso. Consulte {place} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>The export may still be running on the server.</source>
        <translation>A exportação pode ainda estar em curso no servidor.</translation>
    </message>
    <message>
        <source>The export may still be running. You can request the stop again at any time.</source>
        <translation>A exportação pode ainda estar em curso. Pode pedir novamente a paragem em qualquer altura.</translation>
    </message>
    <message>
        <source>The export may still be running: the server last reported “{status}”.</source>
        <translation>A exportação pode ainda estar em curso: a última indicação do servidor foi “{status}”.</translation>
    </message>
    <message>
        <source>The export was not saved as {name}.</source>
        <translation>A exportação não foi guardada como {name}.</translation>
    </message>
    <message>
        <source>The export was not started. {message}</source>
        <translation>A exportação não foi iniciada. {message}</translation>
    </message>
    <message>
        <source>The export was requested; the server has not responded yet.</source>
        <translation>A exportação foi pedida; o servidor ainda não respondeu.</translation>
    </message>
    <message>
        <source>The export was started.</source>
        <translation>A exportação foi iniciada.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).</source>
        <translation>O ficheiro está vazio (0 bytes).</translation>
    </message>
    <message>
        <source>The file is larger than the environment accepts.</source>
        <translation>O ficheiro é maior do que o ambiente aceita.</translation>
    </message>
    <message>
        <source>The file is larger than the environment accepts. The server says: {message}</source>
        <translation>O ficheiro é maior do que o ambiente aceita. O servidor indica: {message}</translation>
    </message>
    <message>
        <source>The file is not a zip: it has no zip directory.</source>
        <translation>O ficheiro não é um zip: não tem índice de zip.</translation>
    </message>
    <message>
        <source>The file is only one part of a split zip.</source>
        <translation>O ficheiro é apenas uma parte de um zip dividido.</translation>
    </message>
    <message>
        <source>The file or its folder does not exist.</source>
        <translation>O ficheiro ou a pasta que o contém não existe.</translation>
    </message>
    <message>
        <source>The file was kept as {kept}. Rename it, or save it again elsewhere.</source>
        <translation>O ficheiro ficou guardado como {kept}. Mude-lhe o nome, ou guarde novamente noutro local.</translation>
    </message>
    <message>
        <source>The files are in several folders, among them {file}, but DMM looks for them at the root of the zip. Zip the files of one export without any folder.</source>
        <translation>Os ficheiros estão em várias pastas, entre eles {file}, mas o DMM procura-os na raiz do zip. Comprima os ficheiros de uma só exportação, sem pastas.</translation>
    </message>
    <message>
        <source>The folder that you are in does not exist any more.</source>
        <translation type="vanished">A pasta em que está já não existe.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>A pasta {folder} não existe.</translation>
    </message>
    <message>
        <source>The folder {name}</source>
        <translation>A pasta {name}</translation>
    </message>
    <message>
        <source>The ids were handled as in this import, but the configuration was different.</source>
        <translation>Os ids foram tratados como nesta importação, mas a configuração era diferente.</translation>
    </message>
    <message>
        <source>The import cannot be followed from here: the API has no usable GetExecutionStatus.</source>
        <translation type="vanished">A importação não pode ser acompanhada a partir daqui: a API não tem um GetExecutionStatus utilizável.</translation>
    </message>
    <message>
        <source>The import cannot be stopped from here: the API has no usable StopExecution.</source>
        <translation>A importação não pode ser parada a partir daqui: a API não tem um StopExecution utilizável.</translation>
    </message>
    <message>
        <source>The import cannot be watched from here: the API has no usable GetExecutionStatus.</source>
        <translation>A importação não pode ser acompanhada a partir daqui: a API não tem um GetExecutionStatus utilizável.</translation>
    </message>
    <message>
        <source>The import ended with a status that is not documented: {status}</source>
        <translation type="vanished">A importação terminou com um estado que não está documentado: {status}</translation>
    </message>
    <message>
        <source>The import ended with an undocumented status: {status}</source>
        <translation>A importação terminou com um estado não documentado: {status}</translation>
    </message>
    <message>
        <source>The import ended with {status} after a stop request. {message}</source>
        <translation>A importação terminou com {status} depois de um pedido de paragem. {message}</translation>
    </message>
    <message>
        <source>The import finished but no records were imported.</source>
        <translation>A importação terminou, mas não foram importados registos.</translation>
    </message>
    <message>
        <source>The import has already ended.</source>
        <translation>A importação já terminou.</translation>
    </message>
    <message>
        <source>The import has not ended: the server reports {status}.</source>
        <translation type="vanished">A importação não terminou: o servidor indica {status}.</translation>
    </message>
    <message>
        <source>The import has not ended: the server reports “{status}”.</source>
        <translation>A importação não terminou: o servidor indica “{status}”.</translation>
    </message>
    <message>
        <source>The import may be continuing on the server.</source>
        <translation type="vanished">A importação pode estar a continuar no servidor.</translation>
    </message>
    <message>
        <source>The import may be continuing. You can request the stop again at any time.</source>
        <translation type="vanished">A importação pode estar a continuar. Pode pedir novamente a paragem em qualquer altura.</translation>
    </message>
    <message>
        <source>The import may be continuing. You can stop it again at any time.</source>
        <translation type="vanished">A importação pode estar a continuar. Pode voltar a pará-la a qualquer momento.</translation>
    </message>
    <message>
        <source>The import may be continuing: the server last reported {status}.</source>
        <translation type="vanished">A importação pode estar a continuar: a última indicação do servidor foi {status}.</translation>
    </message>
    <message>
        <source>The import may be continuing: the server last reported “{status}”.</source>
        <translation type="vanished">A importação pode estar a continuar: a última indicação do servidor foi “{status}”.</translation>
    </message>
    <message>
        <source>The import may still be running on the server.</source>
        <translation>A importação pode ainda estar em curso no servidor.</translation>
    </message>
    <message>
        <source>The import may still be running. You can request the stop again at any time.</source>
        <translation>A importação pode ainda estar em curso. Pode pedir novamente a paragem em qualquer altura.</translation>
    </message>
    <message>
        <source>The import may still be running: the server last reported “{status}”.</source>
        <translation>A importação pode ainda estar em curso: a última indicação do servidor foi “{status}”.</translation>
    </message>
    <message>
        <source>The import was not started. {message}</source>
        <translation>A importação não foi iniciada. {message}</translation>
    </message>
    <message>
        <source>The import was sent; the server has not answered yet.</source>
        <translation type="vanished">A importação foi enviada; o servidor ainda não respondeu.</translation>
    </message>
    <message>
        <source>The import was sent; the server has not responded yet.</source>
        <translation>A importação foi enviada; o servidor ainda não respondeu.</translation>
    </message>
    <message>
        <source>The import was started at {host}, and the key is not sent there any more.</source>
        <translation type="vanished">A importação foi iniciada em {host}, e a chave já não é enviada para lá.</translation>
    </message>
    <message>
        <source>The import was started at {host}, and the key is sent to the present address only. So the import can be neither followed nor stopped here.</source>
        <translation type="vanished">A importação foi iniciada em {host}, e a chave só é enviada para o endereço atual. Por isso, não é possível acompanhar nem parar a importação aqui.</translation>
    </message>
    <message>
        <source>The import was started at {host}, but the key is sent only to the current address. So the import can be neither followed nor stopped here.</source>
        <translation type="vanished">A importação foi iniciada em {host}, mas a chave só é enviada para o endereço atual. Por isso, não é possível acompanhar nem parar a importação aqui.</translation>
    </message>
    <message>
        <source>The import was started.</source>
        <translation>A importação foi iniciada.</translation>
    </message>
    <message>
        <source>The kept log could not be read.</source>
        <translation>Não foi possível ler o log guardado.</translation>
    </message>
    <message>
        <source>The kept log is shown, as read on {when}.</source>
        <translation>É mostrado o log guardado, como lido em {when}.</translation>
    </message>
    <message numerus="yes">
        <source>The kept log of 1 run will be removed.</source>
        <comment>The kept logs of {n} runs will be removed.</comment>
        <translation>
            <numerusform>Será removido o log guardado de 1 execução.</numerusform>
            <numerusform>Serão removidos os logs guardados de {n} execuções.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key (X-DMM-Token) is wrong, belongs to another environment or was replaced.</source>
        <translation type="vanished">A chave (X-DMM-Token) está errada, pertence a outro ambiente ou foi substituída.</translation>
    </message>
    <message>
        <source>The key (X-DMM-Token) may be wrong, belong to another environment or have been replaced.</source>
        <translation>A chave (X-DMM-Token) pode estar errada, pertencer a outro ambiente ou ter sido substituída.</translation>
    </message>
    <message>
        <source>The key is kept in the key store of this computer</source>
        <translation type="vanished">A chave está guardada no cofre de chaves deste computador</translation>
    </message>
    <message>
        <source>The key is kept until DMM Desktop closes</source>
        <translation>A chave fica guardada até o DMM Desktop ser fechado</translation>
    </message>
    <message>
        <source>The key is kept until the application closes. Install or start a key store to keep it longer.</source>
        <translation type="vanished">A chave fica guardada até a aplicação ser fechada. Instale ou inicie um cofre de chaves para a guardar mais tempo.</translation>
    </message>
    <message>
        <source>The key is saved in this computer&apos;s key store</source>
        <translation>A chave está guardada no cofre de chaves deste computador</translation>
    </message>
    <message>
        <source>The key is too long for the key store of this computer.</source>
        <translation type="vanished">A chave é demasiado longa para o cofre de chaves deste computador.</translation>
    </message>
    <message>
        <source>The key or password is too long for the key store of this computer.</source>
        <translation>A chave ou palavra-passe é demasiado longa para o cofre de chaves deste computador.</translation>
    </message>
    <message>
        <source>The key store of this computer denied access.</source>
        <translation>O cofre de chaves deste computador negou o acesso.</translation>
    </message>
    <message>
        <source>The key store of this computer did not give back what was stored in it.</source>
        <translation type="vanished">O cofre de chaves deste computador não devolveu o que nele foi guardado.</translation>
    </message>
    <message>
        <source>The key store of this computer did not return what was stored in it.</source>
        <translation>O cofre de chaves deste computador não devolveu o que nele foi guardado.</translation>
    </message>
    <message>
        <source>The key store of this computer failed.</source>
        <translation>O cofre de chaves deste computador falhou.</translation>
    </message>
    <message>
        <source>The key store of this computer is locked.</source>
        <translation>O cofre de chaves deste computador está bloqueado.</translation>
    </message>
    <message>
        <source>The key store of this computer refused access.</source>
        <translation type="vanished">O cofre de chaves deste computador recusou o acesso.</translation>
    </message>
    <message>
        <source>The key was not sent, because the API was found above the address that you entered.</source>
        <translation>A chave não foi enviada, porque a API foi encontrada acima do endereço que indicou.</translation>
    </message>
    <message>
        <source>The key will be saved in this computer&apos;s key store</source>
        <translation type="vanished">A chave será guardada no cofre de chaves deste computador</translation>
    </message>
    <message numerus="yes">
        <source>The last line was left out. To read it, unpack the zip.</source>
        <comment>The last {n} lines were left out. To read them, unpack the zip.</comment>
        <translation>
            <numerusform>A última linha foi omitida. Para a ler, descomprima o zip.</numerusform>
            <numerusform>As últimas {n} linhas foram omitidas. Para as ler, descomprima o zip.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log is not kept on this computer.</source>
        <translation>O log não é guardado neste computador.</translation>
    </message>
    <message>
        <source>The log was not read to its end.</source>
        <translation>O log não foi lido até ao fim.</translation>
    </message>
    <message>
        <source>The log was not read. To see what the server has, save the log files.</source>
        <translation>O log não foi lido. Para ver o que o servidor tem, guarde os ficheiros de log.</translation>
    </message>
    <message>
        <source>The logs are being saved.</source>
        <translation>Os logs estão a ser guardados.</translation>
    </message>
    <message>
        <source>The logs are larger than {limit} GiB. Save them?</source>
        <translation>Os logs são maiores do que {limit} GiB. Guardá-los?</translation>
    </message>
    <message>
        <source>The logs cannot be saved: the tracker id is not known here.</source>
        <translation>Não é possível guardar os logs: o tracker id não é conhecido aqui.</translation>
    </message>
    <message>
        <source>The logs could not be saved as {name}.</source>
        <translation>Não foi possível guardar os logs como {name}.</translation>
    </message>
    <message>
        <source>The logs of the execution in {place} on {host} are being saved.</source>
        <translation>Os logs da execução em {place} ({host}) estão a ser guardados.</translation>
    </message>
    <message>
        <source>The logs of the export from {place} on {host} are being saved.</source>
        <translation>Os logs da exportação de {place} em {host} estão a ser guardados.</translation>
    </message>
    <message>
        <source>The logs of the import to {place} on {host} are being saved.</source>
        <translation>Os logs da importação para {place} em {host} estão a ser guardados.</translation>
    </message>
    <message>
        <source>The logs were not saved as {name}.</source>
        <translation>Os logs não foram guardados como {name}.</translation>
    </message>
    <message>
        <source>The name cannot be resolved in your current network.</source>
        <translation>O nome não pode ser resolvido na sua rede atual.</translation>
    </message>
    <message>
        <source>The name has no address in the network you are in.</source>
        <translation type="vanished">O nome não tem endereço na rede em que está.</translation>
    </message>
    <message>
        <source>The name has no address in your current network.</source>
        <translation type="vanished">O nome não tem endereço na rede atual.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>O nome é demasiado longo.</translation>
    </message>
    <message>
        <source>The name of the connection is blank.</source>
        <translation>O nome da ligação está em branco.</translation>
    </message>
    <message>
        <source>The name {file} is marked as UTF-8 in the zip, but is not valid UTF-8.</source>
        <translation>O nome {file} está marcado como UTF-8 no zip, mas não é UTF-8 válido.</translation>
    </message>
    <message>
        <source>The name {file} is marked as UTF-8 in the zip, but is not.</source>
        <translation type="vanished">O nome {file} está marcado como UTF-8 no zip, mas não o é.</translation>
    </message>
    <message>
        <source>The operating system reports: {words}.</source>
        <translation>O sistema operativo indica: {words}.</translation>
    </message>
    <message>
        <source>The operating system says: {words}.</source>
        <translation type="vanished">O sistema operativo indica: {words}.</translation>
    </message>
    <message>
        <source>The original is never changed.</source>
        <translation>O original nunca é alterado.</translation>
    </message>
    <message>
        <source>The other run only watches an execution, which may be the one that was started here.</source>
        <translation>A outra entrada da lista apenas acompanha uma execução, que pode ser a que foi iniciada aqui.</translation>
    </message>
    <message>
        <source>The page on {host} cannot be opened.</source>
        <translation>Não é possível abrir a página em {host}.</translation>
    </message>
    <message>
        <source>The part before the @ would be stored and shown in plain text.</source>
        <translation>A parte antes do @ seria guardada e mostrada sem proteção.</translation>
    </message>
    <message>
        <source>The pasted text cannot be used.</source>
        <translation>Não é possível usar o texto colado.</translation>
    </message>
    <message>
        <source>The preferences were not saved.</source>
        <translation>As preferências não foram guardadas.</translation>
    </message>
    <message>
        <source>The preset was not saved.</source>
        <translation>A predefinição não foi guardada.</translation>
    </message>
    <message>
        <source>The preset “{name}” was not saved.</source>
        <translation>A predefinição “{name}” não foi guardada.</translation>
    </message>
    <message>
        <source>The proxy did not accept the user name and password.</source>
        <translation>O proxy não aceitou o nome de utilizador e a palavra-passe.</translation>
    </message>
    <message>
        <source>The proxy in the settings of the operating system cannot be used.</source>
        <translation>Não é possível utilizar o proxy das definições do sistema operativo.</translation>
    </message>
    <message>
        <source>The proxy in the variable {variable} cannot be used.</source>
        <translation>Não é possível utilizar o proxy da variável {variable}.</translation>
    </message>
    <message>
        <source>The proxy of this environment cannot be used.</source>
        <translation>Não é possível utilizar o proxy deste ambiente.</translation>
    </message>
    <message>
        <source>The proxy of this environment is not in it: add --proxy if you need one.</source>
        <translation>O proxy deste ambiente não está incluído: acrescente --proxy se precisar dele.</translation>
    </message>
    <message>
        <source>The proxy refused the connection or could not be reached.</source>
        <translation>O proxy recusou a ligação ou não foi possível contactá-lo.</translation>
    </message>
    <message>
        <source>The proxy requires a user name and a password.</source>
        <translation>O proxy exige um nome de utilizador e uma palavra-passe.</translation>
    </message>
    <message>
        <source>The proxy wants a user name and a password.</source>
        <translation type="vanished">O proxy pede um nome de utilizador e uma palavra-passe.</translation>
    </message>
    <message>
        <source>The proxy {given} cannot be used.</source>
        <translation type="vanished">Não é possível usar o proxy {given}.</translation>
    </message>
    <message>
        <source>The proxy “{given}” cannot be used.</source>
        <translation>Não é possível usar o proxy “{given}”.</translation>
    </message>
    <message>
        <source>The proxy&apos;s address contains a user name or password.</source>
        <translation>O endereço do proxy contém um nome de utilizador ou uma palavra-passe.</translation>
    </message>
    <message>
        <source>The rehearsal kept the ids of the file; this import uses append mode.</source>
        <translation>O ensaio manteve os ids do ficheiro; esta importação usa o data append mode.</translation>
    </message>
    <message>
        <source>The rehearsal used append mode; this import keeps the ids of the file.</source>
        <translation>O ensaio usou o data append mode; esta importação mantém os ids do ficheiro.</translation>
    </message>
    <message>
        <source>The request calls {operation}, but its address is that of {other}: {place}.</source>
        <translation>O pedido chama {operation}, mas o endereço é o de {other}: {place}.</translation>
    </message>
    <message>
        <source>The request cannot be written as a command.</source>
        <translation>O pedido não pode ser escrito como comando.</translation>
    </message>
    <message>
        <source>The request could leave the API at {root}: its address is {place}.</source>
        <translation>O pedido poderia sair da API em {root}: o seu endereço é {place}.</translation>
    </message>
    <message>
        <source>The request would leave the API at {root}: its address is {place}.</source>
        <translation type="vanished">O pedido sairia da API em {root}: o seu endereço é {place}.</translation>
    </message>
    <message>
        <source>The response could not be written to this computer&apos;s disk.</source>
        <translation>Não foi possível escrever a resposta no disco deste computador.</translation>
    </message>
    <message>
        <source>The rows are not checked.</source>
        <translation type="vanished">As linhas não são verificadas.</translation>
    </message>
    <message>
        <source>The rows of {file} were not read to the end, because too many of its texts have no closing quote.</source>
        <translation>As linhas de {file} não foram lidas até ao fim, porque a demasiados textos falta a plica final.</translation>
    </message>
    <message>
        <source>The rows of {file} were not read to the end, because too many texts in it are not closed.</source>
        <translation type="vanished">As linhas de {file} não foram lidas até ao fim, porque há demasiados textos por fechar.</translation>
    </message>
    <message>
        <source>The run had the tracker id {id} before.</source>
        <translation>A execução tinha antes o tracker id {id}.</translation>
    </message>
    <message>
        <source>The run is still watched, and stored once that is possible.</source>
        <translation>A execução continua a ser acompanhada e é guardada assim que for possível.</translation>
    </message>
    <message>
        <source>The run was started at {host}, but the key is sent only to the current address. So the run can be neither followed nor stopped here.</source>
        <translation type="vanished">A execução foi iniciada em {host}, mas a chave só é enviada para o endereço atual. Por isso, a execução não pode ser acompanhada nem parada aqui.</translation>
    </message>
    <message>
        <source>The run was started at {host}, but the key is sent only to the current address. So the run can be neither watched nor stopped here.</source>
        <translation>A execução foi iniciada em {host}, mas a chave só é enviada para o endereço atual. Por isso, a execução não pode ser acompanhada nem parada aqui.</translation>
    </message>
    <message>
        <source>The same for tables with binary data.</source>
        <translation>O mesmo para tabelas com dados binários.</translation>
    </message>
    <message>
        <source>The saved environment {name} is not in the list.</source>
        <translation>O ambiente guardado {name} não está na lista.</translation>
    </message>
    <message>
        <source>The saved export has not changed.</source>
        <translation type="vanished">A exportação guardada não mudou.</translation>
    </message>
    <message>
        <source>The saved zip is no longer there.</source>
        <translation>O zip guardado já não está lá.</translation>
    </message>
    <message>
        <source>The secure connection broke: {cause}.</source>
        <translation>A ligação segura foi interrompida: {cause}.</translation>
    </message>
    <message>
        <source>The selected run is hidden.</source>
        <translation>A execução selecionada está oculta.</translation>
    </message>
    <message>
        <source>The separator of {file} is unclear, so its rows were not checked.</source>
        <translation>O separador de {file} não é claro, pelo que as linhas não foram verificadas.</translation>
    </message>
    <message>
        <source>The server accepted the stop at {time}, but the execution has not ended.</source>
        <translation type="vanished">O servidor aceitou a paragem às {time}, mas a execução não terminou.</translation>
    </message>
    <message>
        <source>The server accepted the stop at {time}, but the export has not ended.</source>
        <translation type="vanished">O servidor aceitou a paragem às {time}, mas a exportação não terminou.</translation>
    </message>
    <message>
        <source>The server accepted the stop at {time}, but the import has not ended.</source>
        <translation type="vanished">O servidor aceitou a paragem às {time}, mas a importação não terminou.</translation>
    </message>
    <message>
        <source>The server accepted the stop {when}, but the execution has not ended.</source>
        <translation>O servidor aceitou a paragem {when}, mas a execução não terminou.</translation>
    </message>
    <message>
        <source>The server accepted the stop {when}, but the export has not ended.</source>
        <translation>O servidor aceitou a paragem {when}, mas a exportação não terminou.</translation>
    </message>
    <message>
        <source>The server accepted the stop {when}, but the import has not ended.</source>
        <translation>O servidor aceitou a paragem {when}, mas a importação não terminou.</translation>
    </message>
    <message numerus="yes">
        <source>The server adds lines to the log as fast as they are read. Reading ended after 1 line.</source>
        <comment>The server adds lines to the log as fast as they are read. Reading ended after {n} lines.</comment>
        <translation>
            <numerusform>O servidor acrescenta linhas ao log tão depressa como são lidas. A leitura terminou após 1 linha.</numerusform>
            <numerusform>O servidor acrescenta linhas ao log tão depressa como são lidas. A leitura terminou após {n} linhas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server adds lines to the log as fast as they are read. Reading ended after 1 line.</source>
        <translation type="vanished">O servidor acrescenta linhas ao log tão depressa como são lidas. A leitura terminou após 1 linha.</translation>
    </message>
    <message>
        <source>The server adds lines to the log as fast as they are read. Reading ended after {n} lines.</source>
        <translation type="vanished">O servidor acrescenta linhas ao log tão depressa como são lidas. A leitura terminou após {n} linhas.</translation>
    </message>
    <message>
        <source>The server announces {announced} log pages, but only {found} have lines.</source>
        <translation>O servidor anuncia {announced} páginas do log, mas só {found} têm linhas.</translation>
    </message>
    <message>
        <source>The server changed log lines that had been read. They are shown again from line {line} on.</source>
        <translation>O servidor alterou linhas do log que já tinham sido lidas. São mostradas novamente a partir da linha {line}.</translation>
    </message>
    <message>
        <source>The server changed log lines that had been read. They stay here as they were.</source>
        <translation>O servidor alterou linhas do log que já tinham sido lidas. Ficam aqui como estavam.</translation>
    </message>
    <message>
        <source>The server did not accept the stop request.</source>
        <translation>O servidor não aceitou o pedido de paragem.</translation>
    </message>
    <message>
        <source>The server did not accept the stop.</source>
        <translation type="vanished">O servidor não aceitou a paragem.</translation>
    </message>
    <message>
        <source>The server did not answer after the import was sent. It may be running.</source>
        <translation type="vanished">O servidor não respondeu depois de a importação ter sido enviada. Pode estar em curso.</translation>
    </message>
    <message>
        <source>The server did not answer after the import was sent. It may be running. Look at {place} before you start it again.</source>
        <translation type="vanished">O servidor não respondeu depois de a importação ter sido enviada. Pode estar em curso. Consulte {place} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>The server did not answer.</source>
        <translation type="vanished">O servidor não respondeu.</translation>
    </message>
    <message>
        <source>The server did not respond after the export was requested, so the export may be running.</source>
        <translation>O servidor não respondeu depois de a exportação ter sido pedida, por isso ela pode estar em curso.</translation>
    </message>
    <message>
        <source>The server did not respond after the import was sent, so the import may be running.</source>
        <translation>O servidor não respondeu depois de a importação ter sido enviada, por isso ela pode estar em curso.</translation>
    </message>
    <message>
        <source>The server did not respond after the import was sent, so the import may be running. Check {place} before starting it again.</source>
        <translation>O servidor não respondeu depois de a importação ter sido enviada, por isso ela pode estar em curso. Consulte {place} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>The server did not respond.</source>
        <translation>O servidor não respondeu.</translation>
    </message>
    <message>
        <source>The server does not accept a body of the type sent. It names {types}.</source>
        <translation>O servidor não aceita um corpo do tipo enviado. Indica {types}.</translation>
    </message>
    <message>
        <source>The server does not know this execution. Check the tracker id and the environment.</source>
        <translation>O servidor não conhece esta execução. Verifique o tracker id e o ambiente.</translation>
    </message>
    <message>
        <source>The server does not know this export, although it gave it a tracker id.</source>
        <translation>O servidor não conhece esta exportação, embora lhe tenha atribuído um tracker id.</translation>
    </message>
    <message>
        <source>The server does not know this export.</source>
        <translation type="vanished">O servidor não conhece esta exportação.</translation>
    </message>
    <message>
        <source>The server does not know this export. Check the tracker id and the environment.</source>
        <translation>O servidor não conhece esta exportação. Verifique o tracker id e o ambiente.</translation>
    </message>
    <message>
        <source>The server does not know this import, although it gave it a tracker id. Check DMM on {place} before you start it again.</source>
        <translation>O servidor não conhece esta importação, embora lhe tenha atribuído um tracker id. Verifique no DMM de {place} antes de a iniciar novamente.</translation>
    </message>
    <message>
        <source>The server does not know this import.</source>
        <translation type="vanished">O servidor não conhece esta importação.</translation>
    </message>
    <message>
        <source>The server does not know this import. Check the tracker id and the environment.</source>
        <translation>O servidor não conhece esta importação. Verifique o tracker id e o ambiente.</translation>
    </message>
    <message>
        <source>The server does not speak TLS (https) there.</source>
        <translation>O servidor não utiliza TLS (https) nesse endereço.</translation>
    </message>
    <message>
        <source>The server failed after the import was sent, so the import may be running.</source>
        <translation>O servidor falhou depois de a importação ter sido enviada, por isso ela pode estar em curso.</translation>
    </message>
    <message>
        <source>The server failed after the import was sent. It may be running.</source>
        <translation type="vanished">O servidor falhou depois de a importação ter sido enviada. Pode estar em curso.</translation>
    </message>
    <message>
        <source>The server gave no reason.</source>
        <translation>O servidor não indicou o motivo.</translation>
    </message>
    <message>
        <source>The server gave no usable answer after the import was sent. It may be running. Look at {place} before you start it again.</source>
        <translation type="vanished">O servidor não deu uma resposta utilizável depois de a importação ter sido enviada. Pode estar em curso. Consulte {place} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>The server gave no usable answer.</source>
        <translation type="vanished">O servidor não deu uma resposta utilizável.</translation>
    </message>
    <message>
        <source>The server had accepted a stop request.</source>
        <translation>O servidor tinha aceitado um pedido de paragem.</translation>
    </message>
    <message>
        <source>The server has lines for pages that no log has. The rest is read when the import has ended.</source>
        <translation type="vanished">O servidor tem linhas para páginas que nenhum log tem. O resto é lido quando a importação terminar.</translation>
    </message>
    <message>
        <source>The server has no logs of it any more.</source>
        <translation type="vanished">O servidor já não tem logs dela.</translation>
    </message>
    <message>
        <source>The server has no logs of it.</source>
        <translation type="vanished">O servidor não tem logs dela.</translation>
    </message>
    <message>
        <source>The server has not been asked now.</source>
        <translation type="vanished">O servidor não foi consultado agora.</translation>
    </message>
    <message>
        <source>The server keeps changing log lines that had been read. The log is read again once the run has ended.</source>
        <translation>O servidor continua a alterar linhas do log que já tinham sido lidas. O log é lido novamente quando a execução terminar.</translation>
    </message>
    <message>
        <source>The server keeps changing log lines that had been read. The log is read again when the import has ended.</source>
        <translation type="vanished">O servidor continua a alterar linhas do log que já tinham sido lidas. O log é lido novamente quando a importação terminar.</translation>
    </message>
    <message numerus="yes">
        <source>The server keeps sending log pages beyond those it announces. Reading ended after 1 line.</source>
        <comment>The server keeps sending log pages beyond those it announces. Reading ended after {n} lines.</comment>
        <translation>
            <numerusform>O servidor continua a enviar páginas do log além das que anuncia. A leitura terminou após 1 linha.</numerusform>
            <numerusform>O servidor continua a enviar páginas do log além das que anuncia. A leitura terminou após {n} linhas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server keeps sending log pages that it does not announce. Reading ended after 1 line.</source>
        <comment>The server keeps sending log pages that it does not announce. Reading ended after {n} lines.</comment>
        <translation type="vanished">
            <numerusform>O servidor continua a enviar páginas do log que não anuncia. A leitura terminou após 1 linha.</numerusform>
            <numerusform>O servidor continua a enviar páginas do log que não anuncia. A leitura terminou após {n} linhas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server keeps sending log pages that it does not announce. Reading ended after 1 line.</source>
        <translation type="vanished">O servidor continua a enviar páginas do log que não anuncia. A leitura terminou após 1 linha.</translation>
    </message>
    <message>
        <source>The server keeps sending log pages that it does not announce. Reading ended after {n} lines.</source>
        <translation type="vanished">O servidor continua a enviar páginas do log que não anuncia. A leitura terminou após {n} linhas.</translation>
    </message>
    <message>
        <source>The server last said: {message}</source>
        <translation>O servidor disse por último: {message}</translation>
    </message>
    <message>
        <source>The server no longer knows this execution.</source>
        <translation>O servidor já não conhece esta execução.</translation>
    </message>
    <message>
        <source>The server no longer knows this execution. It may still be running. Check DMM on {place}.</source>
        <translation>O servidor já não conhece esta execução. Pode ainda estar em curso. Verifique no DMM de {place}.</translation>
    </message>
    <message>
        <source>The server no longer knows this export.</source>
        <translation>O servidor já não conhece esta exportação.</translation>
    </message>
    <message>
        <source>The server no longer knows this export. It may still be running.</source>
        <translation>O servidor já não conhece esta exportação. Pode ainda estar em curso.</translation>
    </message>
    <message>
        <source>The server no longer knows this import.</source>
        <translation>O servidor já não conhece esta importação.</translation>
    </message>
    <message>
        <source>The server no longer knows this import. It may have continued. Check DMM on {place} before you start it again.</source>
        <translation type="vanished">O servidor já não conhece esta importação. Pode ter continuado. Verifique no DMM de {place} antes de a iniciar novamente.</translation>
    </message>
    <message>
        <source>The server no longer knows this import. It may still be running. Check DMM on {place} before you start it again.</source>
        <translation>O servidor já não conhece esta importação. Pode ainda estar em curso. Verifique no DMM de {place} antes de a iniciar novamente.</translation>
    </message>
    <message>
        <source>The server no longer shows the beginning of the log. What was read of it stays here.</source>
        <translation>O servidor já não mostra o início do log. O que dele foi lido fica aqui.</translation>
    </message>
    <message>
        <source>The server only answered: {message}</source>
        <translation type="vanished">O servidor respondeu apenas: {message}</translation>
    </message>
    <message>
        <source>The server puts new log lines before the others. From line {line} on they are in the order in which they came.</source>
        <translation type="vanished">O servidor coloca as novas linhas do log antes das outras. A partir da linha {line} estão pela ordem em que chegaram.</translation>
    </message>
    <message>
        <source>The server puts new log lines before the others. From line {line} on, they are in the order in which they arrived.</source>
        <translation type="vanished">O servidor coloca as novas linhas do log antes das outras. A partir da linha {line} estão pela ordem em que chegaram.</translation>
    </message>
    <message>
        <source>The server puts new log lines first. From line {line} on, they are in the order in which they arrived.</source>
        <translation>O servidor coloca as novas linhas do log no início. A partir da linha {line} estão pela ordem em que chegaram.</translation>
    </message>
    <message>
        <source>The server replaced log lines that had been read. From line {line} on the log is shown as it is now.</source>
        <translation type="vanished">O servidor substituiu linhas do log que já tinham sido lidas. A partir da linha {line} o log é mostrado como está agora.</translation>
    </message>
    <message>
        <source>The server replaced log lines that had been read. From line {line} on, the log is shown as it is now.</source>
        <translation>O servidor substituiu linhas do log que já tinham sido lidas. A partir da linha {line} o log é mostrado como está agora.</translation>
    </message>
    <message numerus="yes">
        <source>The server reported 1 record fewer than the zip has rows.</source>
        <comment>The server reported {n} records fewer than the zip has rows.</comment>
        <translation>
            <numerusform>O servidor comunicou menos 1 registo do que as linhas do zip.</numerusform>
            <numerusform>O servidor comunicou menos {n} registos do que as linhas do zip.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server reported 1 record more than the zip has rows.</source>
        <comment>The server reported {n} records more than the zip has rows.</comment>
        <translation>
            <numerusform>O servidor comunicou mais 1 registo do que as linhas do zip.</numerusform>
            <numerusform>O servidor comunicou mais {n} registos do que as linhas do zip.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server reports Complete, but neither how many records were exported nor whether any entities have errors.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram exportados nem se há entidades com erros.</translation>
    </message>
    <message>
        <source>The server reports Complete, but neither how many records were imported nor whether any entities have errors.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram importados nem se há entidades com erros.</translation>
    </message>
    <message>
        <source>The server reports Complete, but neither how many records were imported nor whether entities have errors.</source>
        <translation type="vanished">O servidor indica Complete, mas não quantos registos foram importados nem se há entidades com erros.</translation>
    </message>
    <message>
        <source>The server reports Complete, but neither how many records were processed nor whether any entities have errors.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram processados nem se há entidades com erros.</translation>
    </message>
    <message>
        <source>The server reports Complete, but not how many records were exported.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram exportados.</translation>
    </message>
    <message>
        <source>The server reports Complete, but not how many records were imported.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram importados.</translation>
    </message>
    <message>
        <source>The server reports Complete, but not how many records were processed.</source>
        <translation>O servidor indica Complete, mas não quantos registos foram processados.</translation>
    </message>
    <message>
        <source>The server reports {status}. Its results have not been read yet.</source>
        <translation type="vanished">O servidor indica {status}. Os seus resultados ainda não foram lidos.</translation>
    </message>
    <message>
        <source>The server reports “{status}”.</source>
        <translation>O servidor indica “{status}”.</translation>
    </message>
    <message>
        <source>The server reports “{status}”. Its results have not been read yet.</source>
        <translation>O servidor indica “{status}”. Os seus resultados ainda não foram lidos.</translation>
    </message>
    <message>
        <source>The server reports: {status}</source>
        <translation>O servidor indica: {status}</translation>
    </message>
    <message>
        <source>The server responded only: {message}</source>
        <translation>O servidor respondeu apenas: {message}</translation>
    </message>
    <message>
        <source>The server responded with HTTP status {status} and gave no reason.</source>
        <translation>O servidor respondeu com o estado HTTP {status} e não indicou o motivo.</translation>
    </message>
    <message>
        <source>The server responded with HTTP status {status}.</source>
        <translation>O servidor respondeu com o estado HTTP {status}.</translation>
    </message>
    <message>
        <source>The server responded with HTTP status {status}. {message}</source>
        <translation>O servidor respondeu com o estado HTTP {status}. {message}</translation>
    </message>
    <message>
        <source>The server says: {message}</source>
        <translation>O servidor indica: {message}</translation>
    </message>
    <message>
        <source>The server sends lines for log pages that cannot exist. The rest is read when the import has ended.</source>
        <translation type="vanished">O servidor envia linhas para páginas do log que não podem existir. O resto é lido quando a importação terminar.</translation>
    </message>
    <message>
        <source>The server sent an export instead.</source>
        <translation>O servidor enviou uma exportação em vez deles.</translation>
    </message>
    <message>
        <source>The server sent lines for log pages that cannot exist. The rest is read once the run has ended.</source>
        <translation>O servidor enviou linhas para páginas do log que não podem existir. O resto é lido quando a execução terminar.</translation>
    </message>
    <message>
        <source>The server sent lines for log pages that cannot exist. The rest is read when the import has ended.</source>
        <translation type="vanished">O servidor enviou linhas para páginas do log que não podem existir. O resto é lido quando a importação terminar.</translation>
    </message>
    <message>
        <source>The server sent no logs.</source>
        <translation>O servidor não enviou logs.</translation>
    </message>
    <message>
        <source>The server sent no usable response after the export was requested, so the export may be running.</source>
        <translation>O servidor não deu nenhuma resposta utilizável depois de a exportação ter sido pedida, por isso ela pode estar em curso.</translation>
    </message>
    <message>
        <source>The server sent no usable response after the import was sent, so the import may be running. Check {place} before starting it again.</source>
        <translation>O servidor não deu nenhuma resposta utilizável depois de a importação ter sido enviada, por isso ela pode estar em curso. Consulte {place} antes de a iniciar outra vez.</translation>
    </message>
    <message>
        <source>The server sent no usable response.</source>
        <translation>O servidor não deu nenhuma resposta utilizável.</translation>
    </message>
    <message>
        <source>The server sent no zip.</source>
        <translation>O servidor não enviou nenhum zip.</translation>
    </message>
    <message>
        <source>The server shows fewer log lines now than were read before.</source>
        <translation>O servidor mostra agora menos linhas do log do que as que tinham sido lidas.</translation>
    </message>
    <message>
        <source>The server was busy (status {status}) after the import was sent, so the import may be running.</source>
        <translation>O servidor estava ocupado (estado {status}) depois de a importação ter sido enviada, por isso ela pode estar em curso.</translation>
    </message>
    <message>
        <source>The server was busy (status {status}) after the import was sent. It may be running.</source>
        <translation type="vanished">O servidor estava ocupado (estado {status}) depois de a importação ter sido enviada. Pode estar em execução.</translation>
    </message>
    <message>
        <source>The server&apos;s answer does not fit its earlier ones.</source>
        <translation>A resposta do servidor não condiz com as anteriores.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is faulty: {cause}.</source>
        <translation type="vanished">A resposta do servidor tem defeito: {cause}.</translation>
    </message>
    <message>
        <source>The server&apos;s answer to the import cannot be read. It may be running.</source>
        <translation type="vanished">Não é possível ler a resposta do servidor à importação. Pode estar em curso.</translation>
    </message>
    <message>
        <source>The server&apos;s last message: {message}</source>
        <translation>Última mensagem do servidor: {message}</translation>
    </message>
    <message>
        <source>The server&apos;s record counts disagree: {counted} during the run, {final} in the final report.</source>
        <translation>As contagens de registos do servidor não coincidem: {counted} durante a execução, {final} no relatório final.</translation>
    </message>
    <message>
        <source>The server&apos;s response could not be read, so the import may be running.</source>
        <translation>Não foi possível ler a resposta do servidor, por isso a importação pode estar em curso.</translation>
    </message>
    <message>
        <source>The server&apos;s response is faulty: {cause}.</source>
        <translation>A resposta do servidor tem um erro: {cause}.</translation>
    </message>
    <message>
        <source>The start could not be cancelled.</source>
        <translation>Não foi possível cancelar o início.</translation>
    </message>
    <message>
        <source>The start was cancelled. Nothing was exported.</source>
        <translation>O início foi cancelado. Nada foi exportado.</translation>
    </message>
    <message>
        <source>The stop is being requested.</source>
        <translation>A paragem está a ser pedida.</translation>
    </message>
    <message>
        <source>The stop request was not sent.</source>
        <translation>O pedido de paragem não foi enviado.</translation>
    </message>
    <message>
        <source>The stop was asked for.</source>
        <translation type="vanished">A paragem foi pedida.</translation>
    </message>
    <message>
        <source>The stop was not sent.</source>
        <translation type="vanished">O pedido de paragem não foi enviado.</translation>
    </message>
    <message>
        <source>The strictest stage applies: {name} may be the same connection as {others}.</source>
        <translation>Aplica-se a fase mais restritiva: {name} pode ser a mesma ligação que {others}.</translation>
    </message>
    <message>
        <source>The strictest stage applies: {name} may be the same server as {others}.</source>
        <translation>Aplica-se a fase mais restritiva: {name} pode ser o mesmo servidor que {others}.</translation>
    </message>
    <message>
        <source>The system found no browser for it.</source>
        <translation>O sistema não encontrou nenhum navegador para a abrir.</translation>
    </message>
    <message>
        <source>The system found no program for it.</source>
        <translation>O sistema não encontrou um programa para o abrir.</translation>
    </message>
    <message>
        <source>The token (X-DMM-Token-OTP) is wrong, was used before or has expired.</source>
        <translation type="vanished">O token (X-DMM-Token-OTP) está errado, já foi usado ou expirou.</translation>
    </message>
    <message>
        <source>The token (X-DMM-Token-OTP) may be wrong, have been used before or have expired.</source>
        <translation>O token (X-DMM-Token-OTP) pode estar errado, já ter sido utilizado ou ter expirado.</translation>
    </message>
    <message>
        <source>The token cannot be sent.</source>
        <translation>Não é possível enviar o token.</translation>
    </message>
    <message>
        <source>The token is empty.</source>
        <translation>O token está vazio.</translation>
    </message>
    <message>
        <source>The tracker id belongs to another execution.</source>
        <translation>O tracker id pertence a outra execução.</translation>
    </message>
    <message>
        <source>The tracker id is empty.</source>
        <translation>O tracker id está vazio.</translation>
    </message>
    <message>
        <source>The tracker id may belong to another execution now.</source>
        <translation type="vanished">O tracker id pode pertencer agora a outra execução.</translation>
    </message>
    <message>
        <source>The tracker id may now belong to another execution, so this may stop that one instead.</source>
        <translation>O tracker id pode pertencer agora a outra execução, por isso isto pode parar essa em vez desta.</translation>
    </message>
    <message>
        <source>The tracker id may now belong to another execution.</source>
        <translation>O tracker id pode pertencer agora a outra execução.</translation>
    </message>
    <message>
        <source>The tracker id of this execution is not known here.</source>
        <translation>O tracker id desta execução não é conhecido aqui.</translation>
    </message>
    <message>
        <source>The tracker id that a user entered may be that of another execution.</source>
        <translation>O tracker id que um utilizador introduziu pode ser o de outra execução.</translation>
    </message>
    <message>
        <source>The trusted certificates of this environment are not in it: add --cacert if you need them.</source>
        <translation>Os certificados de confiança deste ambiente não estão incluídos: acrescente --cacert se precisar deles.</translation>
    </message>
    <message>
        <source>The upload could not be stopped.</source>
        <translation>Não foi possível parar o envio.</translation>
    </message>
    <message>
        <source>The values that its API descriptions always send have more than {limit} characters.</source>
        <translation>Os valores que as descrições da API nele enviam sempre têm mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>The variable {variable} points to a place without certificates, which may be the cause. Correct or unset it.</source>
        <translation>A variável {variable} indica um local sem certificados, o que pode ser a causa. Corrija-a ou remova-a.</translation>
    </message>
    <message>
        <source>The zip can be saved once the results of the export have been read.</source>
        <translation>O zip pode ser guardado quando os resultados da exportação tiverem sido lidos.</translation>
    </message>
    <message>
        <source>The zip cannot be saved: the tracker id is not known here.</source>
        <translation>Não é possível guardar o zip: o tracker id não é conhecido aqui.</translation>
    </message>
    <message>
        <source>The zip claims to unpack to more than {limit} GiB.</source>
        <translation>O zip diz que ocupa mais de {limit} GiB depois de descomprimido.</translation>
    </message>
    <message>
        <source>The zip contains no files, so there is nothing to import. Choose another one, or export again.</source>
        <translation>O zip não contém ficheiros, por isso não há nada para importar. Escolha outro ou volte a exportar.</translation>
    </message>
    <message>
        <source>The zip had already been sent.</source>
        <translation>O zip já tinha sido enviado.</translation>
    </message>
    <message>
        <source>The zip has been sent. You can stop the import once the server has responded.</source>
        <translation>O zip foi enviado. Pode parar a importação assim que o servidor responder.</translation>
    </message>
    <message>
        <source>The zip has changed since it was saved from this export.</source>
        <translation>O zip mudou desde que foi guardado a partir desta exportação.</translation>
    </message>
    <message>
        <source>The zip has extra fields for {file} that cannot be read here.</source>
        <translation>O zip tem campos adicionais para {file} que não é possível ler aqui.</translation>
    </message>
    <message>
        <source>The zip has no entity structure, a file whose name ends in _Struct.dmm, spelled exactly so. Choose the zip that DMM exported.</source>
        <translation type="vanished">O zip não tem a estrutura das entidades, um ficheiro cujo nome termina em _Struct.dmm, escrito exatamente assim. Escolha o zip que o DMM exportou.</translation>
    </message>
    <message>
        <source>The zip has no entity structure: a file whose name ends in exactly _Struct.dmm. Choose the zip that DMM exported.</source>
        <translation>O zip não tem a estrutura das entidades: um ficheiro cujo nome termina exatamente em _Struct.dmm. Escolha o zip que o DMM exportou.</translation>
    </message>
    <message>
        <source>The zip has no system table (a file whose name begins with ossys_). Exports have some: check that none was left out.</source>
        <translation>O zip não tem nenhuma tabela de sistema (um ficheiro cujo nome começa por ossys_). As exportações têm algumas: confirme que nenhuma ficou de fora.</translation>
    </message>
    <message>
        <source>The zip has {size} MiB. Servers often refuse imports above {limit} MiB, unless the administrator of the environment has raised the request limit. If it is refused, have the limit raised or split the export.</source>
        <translation type="vanished">O zip tem {size} MiB. É frequente os servidores recusarem importações acima de {limit} MiB, a não ser que o administrador do ambiente tenha aumentado o limite dos pedidos. Se for recusada, peça que o limite seja aumentado ou divida a exportação.</translation>
    </message>
    <message>
        <source>The zip holds no files, so there is nothing to import. Choose another one, or export again.</source>
        <translation type="vanished">O zip não contém ficheiros, por isso não há nada para importar. Escolha outro ou volte a exportar.</translation>
    </message>
    <message>
        <source>The zip is in the Zip64 format, but its Zip64 record is damaged.</source>
        <translation>O zip está no formato Zip64, mas o seu registo Zip64 está danificado.</translation>
    </message>
    <message numerus="yes">
        <source>The zip is incomplete: 1 byte is missing in it.</source>
        <comment>The zip is incomplete: {n} bytes are missing in it.</comment>
        <translation type="vanished">
            <numerusform>O zip está incompleto: falta-lhe 1 byte.</numerusform>
            <numerusform>O zip está incompleto: faltam-lhe {n} bytes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The zip is incomplete: 1 byte is missing in it.</source>
        <translation type="vanished">O zip está incompleto: falta-lhe 1 byte.</translation>
    </message>
    <message numerus="yes">
        <source>The zip is incomplete: 1 byte is missing.</source>
        <comment>The zip is incomplete: {n} bytes are missing.</comment>
        <translation>
            <numerusform>O zip está incompleto: falta-lhe 1 byte.</numerusform>
            <numerusform>O zip está incompleto: faltam-lhe {n} bytes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The zip is incomplete: the directory at its end is missing.</source>
        <translation>O zip está incompleto: falta o índice no fim.</translation>
    </message>
    <message>
        <source>The zip is incomplete: {n} bytes are missing in it.</source>
        <translation type="vanished">O zip está incompleto: faltam-lhe {n} bytes.</translation>
    </message>
    <message>
        <source>The zip is of a newer kind than is known here.</source>
        <translation type="vanished">O zip é de um tipo mais recente do que os conhecidos aqui.</translation>
    </message>
    <message>
        <source>The zip is of the large kind (Zip64), but its Zip64 record is damaged.</source>
        <translation type="vanished">O zip é do tipo grande (Zip64), mas o seu registo Zip64 está danificado.</translation>
    </message>
    <message>
        <source>The zip is {size} MiB. Servers often refuse imports above {limit} MiB, unless the administrator of the environment has raised the request limit. If it is refused, have the limit raised or split the export.</source>
        <translation>O zip tem {size} MiB. É frequente os servidores recusarem importações acima de {limit} MiB, a não ser que o administrador do ambiente tenha aumentado o limite dos pedidos. Se for recusada, peça que o limite seja aumentado ou divida a exportação.</translation>
    </message>
    <message>
        <source>The zip lists more than {limit} files.</source>
        <translation>O zip indica mais de {limit} ficheiros.</translation>
    </message>
    <message>
        <source>The zip of the export and its log files cannot be saved here, and failed entities stay unknown: the API has no usable GetExecutionOutputs.</source>
        <translation>Não é possível guardar aqui o zip da exportação nem os seus ficheiros de log, e as entidades com erros ficam por conhecer: a API não tem um GetExecutionOutputs utilizável.</translation>
    </message>
    <message>
        <source>The zip says that it unpacks to more than {limit} GiB.</source>
        <translation type="vanished">O zip diz que ocupa mais de {limit} GiB depois de descomprimido.</translation>
    </message>
    <message>
        <source>The zip unpacks to {size} GiB. Make sure that you know where it comes from, and consider splitting the export.</source>
        <translation>O zip descomprimido ocupa {size} GiB. Confirme que sabe de onde vem e pondere dividir a exportação.</translation>
    </message>
    <message>
        <source>The zip uses a newer format than DMM Desktop supports.</source>
        <translation>O zip usa um formato mais recente do que os suportados pelo DMM Desktop.</translation>
    </message>
    <message>
        <source>The zip was exported from {place}, tracker id {id}.</source>
        <translation>O zip foi exportado de {place}, com o tracker id {id}.</translation>
    </message>
    <message>
        <source>The zip was saved from {place}, tracker id {id}, which may belong to another execution.</source>
        <translation>O zip foi guardado a partir de {place}, com o tracker id {id}, que pode pertencer a outra execução.</translation>
    </message>
    <message>
        <source>Their file in the data folder could not be written.</source>
        <translation>Não foi possível escrever o ficheiro delas na pasta de dados.</translation>
    </message>
    <message>
        <source>Then save it again, which needs no new export: the server does not keep it forever.</source>
        <translation>Depois volte a guardar, sem uma nova exportação: o servidor não a mantém para sempre.</translation>
    </message>
    <message>
        <source>Then save the logs again: the server does not keep them forever.</source>
        <translation>Depois, guarde novamente os logs: o servidor não os conserva para sempre.</translation>
    </message>
    <message>
        <source>There are no log files: the API has no usable GetExecutionOutputs.</source>
        <translation>Não há ficheiros de log: a API não tem um GetExecutionOutputs utilizável.</translation>
    </message>
    <message>
        <source>There are no log lines here.</source>
        <translation>Não há aqui linhas do log.</translation>
    </message>
    <message>
        <source>There are no log lines yet.</source>
        <translation>Ainda não há linhas de log.</translation>
    </message>
    <message>
        <source>There are no logs before the import begins.</source>
        <translation type="vanished">Não há logs antes de a importação começar.</translation>
    </message>
    <message>
        <source>There are no logs yet: nothing has been started.</source>
        <translation>Ainda não há logs: nada foi iniciado.</translation>
    </message>
    <message>
        <source>There are no logs: nothing was started.</source>
        <translation>Não há logs: nada foi iniciado.</translation>
    </message>
    <message>
        <source>There are no logs: the server does not know this import.</source>
        <translation type="vanished">Não há logs: o servidor não conhece esta importação.</translation>
    </message>
    <message>
        <source>There are no logs: the server does not know this run.</source>
        <translation>Não há logs: o servidor não conhece esta execução.</translation>
    </message>
    <message>
        <source>There are no logs: the tracker id belongs to another execution.</source>
        <translation>Não há logs: o tracker id pertence a outra execução.</translation>
    </message>
    <message>
        <source>There are no logs: this run has no tracker id.</source>
        <translation type="vanished">Não há logs: esta execução não tem tracker id.</translation>
    </message>
    <message>
        <source>There is a key, token or password in its configuration, and presets are stored as text.</source>
        <translation>Há uma chave, um token ou uma palavra-passe na configuração, e as predefinições são guardadas como texto.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the API description of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe na descrição da API de {name}.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the address of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe no endereço de {name}.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the connection “{connection}” of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe na ligação “{connection}” de {name}.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the name of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe no nome de {name}.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the preset “{preset}” of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe na predefinição “{preset}” de {name}.</translation>
    </message>
    <message>
        <source>There is a key, token or password in the token page of {name}.</source>
        <translation>Há uma chave, um token ou uma palavra-passe na página do token de {name}.</translation>
    </message>
    <message>
        <source>There is no application log yet.</source>
        <translation>Ainda não há um log da aplicação.</translation>
    </message>
    <message>
        <source>There is no folder at this path.</source>
        <translation>Não há nenhuma pasta neste caminho.</translation>
    </message>
    <message>
        <source>There is no zip before the export has ended.</source>
        <translation>Não há zip antes de a exportação terminar.</translation>
    </message>
    <message>
        <source>There is no zip: nothing was started.</source>
        <translation>Não há zip: nada foi iniciado.</translation>
    </message>
    <message>
        <source>There is no zip: the data went to a database, SFTP or a folder of the server.</source>
        <translation>Não há zip: os dados foram para uma base de dados, SFTP ou uma pasta do servidor.</translation>
    </message>
    <message>
        <source>There is no zip: the server does not know this export.</source>
        <translation type="vanished">Não há zip: o servidor não conhece esta exportação.</translation>
    </message>
    <message>
        <source>There is no zip: the server does not know this tracker id.</source>
        <translation>Não há zip: o servidor não conhece este tracker id.</translation>
    </message>
    <message>
        <source>There is no zip: the tracker id belongs to another execution.</source>
        <translation>Não há zip: o tracker id pertence a outra execução.</translation>
    </message>
    <message>
        <source>There is nothing left to stop: the server reports {status}.</source>
        <translation type="vanished">Já não há nada para parar: o servidor indica {status}.</translation>
    </message>
    <message>
        <source>There is nothing left to stop: the server reports “{status}”.</source>
        <translation>Já não há nada para parar: o servidor indica “{status}”.</translation>
    </message>
    <message>
        <source>These are too many lines to copy.</source>
        <translation type="vanished">São linhas a mais para copiar.</translation>
    </message>
    <message>
        <source>They are larger than {limit} GiB.</source>
        <translation>São maiores do que {limit} GiB.</translation>
    </message>
    <message>
        <source>They differ by upper and lower case.</source>
        <translation type="vanished">Diferem nas maiúsculas e minúsculas.</translation>
    </message>
    <message>
        <source>They differ in upper and lower case.</source>
        <translation type="vanished">Diferem nas maiúsculas e minúsculas.</translation>
    </message>
    <message>
        <source>They differ only in case.</source>
        <translation>Só diferem nas maiúsculas e minúsculas.</translation>
    </message>
    <message>
        <source>They have the same size, but different contents.</source>
        <translation>Têm o mesmo tamanho, mas conteúdos diferentes.</translation>
    </message>
    <message>
        <source>This JSON cannot be used.</source>
        <translation>Não é possível utilizar este JSON.</translation>
    </message>
    <message>
        <source>This address accepts only the method {methods}.</source>
        <translation>Este endereço só aceita o método {methods}.</translation>
    </message>
    <message>
        <source>This computer has no usable key store.</source>
        <translation>Este computador não tem um cofre de chaves utilizável.</translation>
    </message>
    <message>
        <source>This environment does not know {names}.</source>
        <translation>Este ambiente não conhece {names}.</translation>
    </message>
    <message>
        <source>This environment is set to treat warnings about values as errors.</source>
        <translation>Este ambiente está definido para tratar os avisos sobre valores como erros.</translation>
    </message>
    <message>
        <source>This environment&apos;s API has no usable {operation}.</source>
        <translation>A API deste ambiente não tem {operation} utilizável.</translation>
    </message>
    <message>
        <source>This execution is of the type {type}, not an import. It ended with the status “{status}”.</source>
        <translation type="vanished">Esta execução é do tipo {type}, não uma importação. Terminou com o estado “{status}”.</translation>
    </message>
    <message>
        <source>This execution is of the type {type}. It ended with the status “{status}”.</source>
        <translation>Esta execução é do tipo {type}. Terminou com o estado “{status}”.</translation>
    </message>
    <message>
        <source>This export is made for Excel. It is assumed that DMM cannot import it.</source>
        <translation>Esta exportação é feita para o Excel. Presume-se que o DMM não a consegue importar.</translation>
    </message>
    <message>
        <source>This file has only the findings that match a filter: {shown} of {total}.</source>
        <translation>Este ficheiro tem apenas as ocorrências que correspondem a um filtro: {shown} de {total}.</translation>
    </message>
    <message>
        <source>This file quotes data from the zip. Handle it like the zip itself.</source>
        <translation>Este ficheiro cita dados do zip. Trate-o como o próprio zip.</translation>
    </message>
    <message>
        <source>This file quotes what the server reported. Handle it like the data of the environment.</source>
        <translation>Este ficheiro cita o que o servidor comunicou. Trate-o como os dados do ambiente.</translation>
    </message>
    <message>
        <source>This import can be neither followed nor stopped here.</source>
        <translation type="vanished">Esta importação não pode ser acompanhada nem parada aqui.</translation>
    </message>
    <message>
        <source>This import goes back there.</source>
        <translation>Esta importação volta para lá.</translation>
    </message>
    <message>
        <source>This import is not being watched.</source>
        <translation type="vanished">Esta importação não está a ser acompanhada.</translation>
    </message>
    <message>
        <source>This import is not being watched: {reason}</source>
        <translation type="vanished">Esta importação não está a ser acompanhada: {reason}</translation>
    </message>
    <message>
        <source>This import would probably fail.</source>
        <translation>Esta importação provavelmente falharia.</translation>
    </message>
    <message>
        <source>This looks like a missing permission in the destination&apos;s database. Have DMM&apos;s database user given access to this table, then import again.</source>
        <translation>Isto parece ser a falta de uma permissão na base de dados do destino. Peça que seja dado ao utilizador de base de dados do DMM acesso a esta tabela e importe de novo.</translation>
    </message>
    <message>
        <source>This looks like a missing permission on the table of users (ossys_User). Have DMM&apos;s database user given access to it in the destination, or import without users.</source>
        <translation>Isto parece ser a falta de uma permissão na tabela de utilizadores (ossys_User). Peça que seja dado ao utilizador de base de dados do DMM acesso à tabela no destino, ou importe sem utilizadores.</translation>
    </message>
    <message>
        <source>This looks like a missing right in the destination&apos;s database. Have DMM&apos;s database user granted the right on this table, then import again.</source>
        <translation type="vanished">Isto parece ser a falta de um direito na base de dados do destino. Peça que o direito sobre esta tabela seja concedido ao utilizador de base de dados do DMM e importe de novo.</translation>
    </message>
    <message>
        <source>This looks like a missing right on the table of users (ossys_User). Have DMM&apos;s database user granted the right in the destination, or import without users.</source>
        <translation type="vanished">Isto parece ser a falta de um direito na tabela de utilizadores (ossys_User). Peça que o direito seja concedido ao utilizador de base de dados do DMM no destino, ou importe sem utilizadores.</translation>
    </message>
    <message>
        <source>This looks like the environment&apos;s limit on the size of a request. Import the data in several files, or have the limit raised.</source>
        <translation>Isto parece ser o limite de tamanho de um pedido no ambiente. Importe os dados em vários ficheiros, ou peça um limite maior.</translation>
    </message>
    <message>
        <source>This looks like the record limit of the DMM plan. Have the limit raised, or import fewer records.</source>
        <translation>Isto parece ser o limite de registos do plano do DMM. Peça um limite maior, ou importe menos registos.</translation>
    </message>
    <message>
        <source>This page quotes data from the zip. Handle it like the zip itself.</source>
        <translation>Esta página cita dados do zip. Trate-a como o próprio zip.</translation>
    </message>
    <message>
        <source>This run can be neither followed nor stopped here.</source>
        <translation type="vanished">Esta execução não pode ser acompanhada nem parada aqui.</translation>
    </message>
    <message>
        <source>This run can be neither watched nor stopped here.</source>
        <translation>Esta execução não pode ser acompanhada nem parada aqui.</translation>
    </message>
    <message>
        <source>This run is not being watched.</source>
        <translation>Esta execução não está a ser acompanhada.</translation>
    </message>
    <message>
        <source>This run is not being watched: {reason}</source>
        <translation>Esta execução não está a ser acompanhada: {reason}</translation>
    </message>
    <message>
        <source>This zip is not the one of the import into {place} {when}.</source>
        <translation>Este zip não é o da importação para {place} {when}.</translation>
    </message>
    <message>
        <source>Those that foreign keys of the entities refer to.</source>
        <translation>Aqueles a que se referem chaves estrangeiras das entidades.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Datas e horas</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>Sugestão</translation>
    </message>
    <message numerus="yes">
        <source>To find what was imported, look for records written {when} in {entities} and 1 more entity.</source>
        <comment>To find what was imported, look for records written {when} in {entities} and {n} more entities.</comment>
        <translation>
            <numerusform>Para encontrar o que foi importado, procure registos escritos {when} em {entities} e em mais 1 entidade.</numerusform>
            <numerusform>Para encontrar o que foi importado, procure registos escritos {when} em {entities} e em mais {n} entidades.</numerusform>
        </translation>
    </message>
    <message>
        <source>To find what was imported, look for records written {when} in {entities}.</source>
        <translation>Para encontrar o que foi importado, procure registos escritos {when} em {entities}.</translation>
    </message>
    <message>
        <source>To find what was imported, look for records written {when}.</source>
        <translation>Para encontrar o que foi importado, procure registos escritos {when}.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Together they have more than {limit} characters.</source>
        <translation>No conjunto, têm mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>Tokens are sent only over HTTPS.</source>
        <translation>Os tokens só são enviados por HTTPS.</translation>
    </message>
    <message>
        <source>Tokens are sent over https only.</source>
        <translation type="vanished">Os tokens só são enviados por https.</translation>
    </message>
    <message>
        <source>Too many lines to copy.</source>
        <translation>Linhas a mais para copiar.</translation>
    </message>
    <message>
        <source>Total volume</source>
        <translation>Volume total</translation>
    </message>
    <message>
        <source>Tracker id</source>
        <translation>Tracker id</translation>
    </message>
    <message numerus="yes">
        <source>Tried once.</source>
        <comment>Tried {n} times.</comment>
        <translation>
            <numerusform>Tentado uma vez.</numerusform>
            <numerusform>Tentado {n} vezes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again after a problem has occurred.</source>
        <translation>Tente novamente depois de ter ocorrido um problema.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 minute.</source>
        <comment>Try again in {n} minutes.</comment>
        <translation>
            <numerusform>Tente novamente dentro de 1 minuto.</numerusform>
            <numerusform>Tente novamente dentro de {n} minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in 1 minute.</source>
        <translation type="vanished">Tente novamente dentro de 1 minuto.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second.</source>
        <comment>Try again in {n} seconds.</comment>
        <translation>
            <numerusform>Tente novamente dentro de 1 segundo.</numerusform>
            <numerusform>Tente novamente dentro de {n} segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in 1 second.</source>
        <translation type="vanished">Tente novamente dentro de 1 segundo.</translation>
    </message>
    <message>
        <source>Try again in a moment. If it stays so, look at the environment&apos;s error log.</source>
        <translation type="vanished">Tente novamente dentro de momentos. Se o problema se mantiver, consulte o log de erros do ambiente.</translation>
    </message>
    <message>
        <source>Try again in a moment. If the problem persists, check the environment&apos;s error log.</source>
        <translation>Tente novamente dentro de momentos. Se o problema se mantiver, consulte o log de erros do ambiente.</translation>
    </message>
    <message>
        <source>Try again in {n} minutes.</source>
        <translation type="vanished">Tente novamente dentro de {n} minutos.</translation>
    </message>
    <message>
        <source>Try again in {n} seconds.</source>
        <translation type="vanished">Tente novamente dentro de {n} segundos.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Tente novamente mais tarde.</translation>
    </message>
    <message>
        <source>Try again, or enter the key for this session only.</source>
        <translation>Tente novamente, ou introduza a chave só para esta sessão.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, install DMM Desktop again.</source>
        <translation type="vanished">Tente novamente. Se o problema se mantiver, reinstale o DMM Desktop.</translation>
    </message>
    <message>
        <source>Try again. If the problem persists, reinstall DMM Desktop.</source>
        <translation>Tente novamente. Se o problema se mantiver, reinstale o DMM Desktop.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Experimentar a demonstração</translation>
    </message>
    <message numerus="yes">
        <source>Trying again in 1 second.</source>
        <comment>Trying again in {n} seconds.</comment>
        <translation>
            <numerusform>Nova tentativa dentro de 1 segundo.</numerusform>
            <numerusform>Nova tentativa dentro de {n} segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying again in 1 second.</source>
        <translation type="vanished">Nova tentativa dentro de 1 segundo.</translation>
    </message>
    <message>
        <source>Trying again in {n} seconds.</source>
        <translation type="vanished">Nova tentativa dentro de {n} segundos.</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>A tentar de novo…</translation>
    </message>
    <message>
        <source>Two environments were called “{before}”. One of them is now called “{now}”.</source>
        <translation>Dois ambientes chamavam-se “{before}”. Um deles chama-se agora “{now}”.</translation>
    </message>
    <message>
        <source>Two pages of the log are equal. If they are one, its lines are shown twice.</source>
        <translation type="vanished">Duas páginas do log são iguais. Se forem a mesma, as suas linhas são mostradas duas vezes.</translation>
    </message>
    <message>
        <source>Two pages of the log are identical. If they are the same page, its lines are shown twice.</source>
        <translation>Duas páginas do log são idênticas. Se forem a mesma página, as suas linhas são mostradas duas vezes.</translation>
    </message>
    <message>
        <source>Type the letters</source>
        <translation>Escreva as letras</translation>
    </message>
    <message>
        <source>Type unknown</source>
        <translation>Tipo desconhecido</translation>
    </message>
    <message>
        <source>Unknown. {reason}</source>
        <translation>Desconhecido. {reason}</translation>
    </message>
    <message>
        <source>Unlock it and try again, or enter the key for this session only.</source>
        <translation>Desbloqueie-o e tente novamente, ou introduza a chave só para esta sessão.</translation>
    </message>
    <message>
        <source>Unlock the key store or allow access and try again, or add a new environment.</source>
        <translation>Desbloqueie o cofre de chaves ou permita o acesso e tente novamente, ou adicione um novo ambiente.</translation>
    </message>
    <message>
        <source>Unlock the key store or allow access and try again.</source>
        <translation>Desbloqueie o cofre de chaves ou permita o acesso e tente novamente.</translation>
    </message>
    <message>
        <source>Unlock the key store, then save again.</source>
        <translation>Desbloqueie o cofre de chaves e guarde novamente.</translation>
    </message>
    <message>
        <source>Unpacked it is more than {most} times as large as in the zip.</source>
        <translation type="vanished">Descomprimido, é mais de {most} vezes maior do que no zip.</translation>
    </message>
    <message>
        <source>Until it is unlocked, REST API keys can be neither read nor stored.</source>
        <translation>Enquanto estiver bloqueado, as chaves da API REST não podem ser lidas nem guardadas.</translation>
    </message>
    <message>
        <source>Update DMM in the environment, or load an API description (Swagger 2.0) that describes it.</source>
        <translation type="vanished">Atualize o DMM no ambiente, ou carregue uma descrição da API (Swagger 2.0) que a descreva.</translation>
    </message>
    <message>
        <source>Update DMM in the environment, or use an API description or a request that contains it.</source>
        <translation>Atualize o DMM no ambiente ou use uma descrição da API ou um pedido que a contenha.</translation>
    </message>
    <message>
        <source>Upload stopped</source>
        <translation>Envio parado</translation>
    </message>
    <message>
        <source>Upload stopped. Nothing was imported.</source>
        <translation>Envio parado. Nada foi importado.</translation>
    </message>
    <message>
        <source>Uploading {size}</source>
        <translation>A enviar {size}</translation>
    </message>
    <message>
        <source>Uploading…</source>
        <translation>A enviar…</translation>
    </message>
    <message>
        <source>Use Swagger 2.0, OpenAPI 3, a Postman collection 2.1, a HAR file or curl commands.</source>
        <translation>Use Swagger 2.0, OpenAPI 3, uma coleção Postman 2.1, um ficheiro HAR ou comandos curl.</translation>
    </message>
    <message>
        <source>Use a query by rows to get the chunks</source>
        <translation>Usar uma consulta por linhas para obter os blocos</translation>
    </message>
    <message>
        <source>Use an API description without it. If it is in a value that is always sent, export without such values.</source>
        <translation>Use uma descrição da API sem esse segredo. Se estiver num valor que é sempre enviado, exporte sem esses valores.</translation>
    </message>
    <message>
        <source>Use the description of the DMM API, in Swagger 2.0 or OpenAPI 3.</source>
        <translation>Use a descrição da API do DMM, em Swagger 2.0 ou OpenAPI 3.</translation>
    </message>
    <message>
        <source>Use the description of the environment&apos;s DMM API, or requests that call it.</source>
        <translation>Use a descrição da API do DMM do ambiente ou pedidos que a chamem.</translation>
    </message>
    <message>
        <source>Use the swagger.json of the DMM API: Swagger 2.0, as JSON.</source>
        <translation type="vanished">Use o swagger.json da API do DMM: Swagger 2.0, em JSON.</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Guia do utilizador</translation>
    </message>
    <message numerus="yes">
        <source>Valid JSON, 1 field.</source>
        <comment>Valid JSON, {n} fields.</comment>
        <translation>
            <numerusform>JSON válido, 1 campo.</numerusform>
            <numerusform>JSON válido, {n} campos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Aguarde um momento e tente novamente.</translation>
    </message>
    <message>
        <source>Wait until it has finished, or close it, then try again. Or choose another data folder with --data-dir.</source>
        <translation>Aguarde que termine, ou feche-o, e tente novamente. Ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Wait until that program has finished, or close it, then try again. Or choose another data folder with --data-dir.</source>
        <translation>Aguarde que esse programa termine, ou feche-o, e tente novamente. Ou escolha outra pasta de dados com --data-dir.</translation>
    </message>
    <message>
        <source>Wait until the file is complete, then check it again.</source>
        <translation>Espere até o ficheiro estar completo e verifique-o de novo.</translation>
    </message>
    <message>
        <source>Wait until the file is complete, then start again.</source>
        <translation>Espere que o ficheiro esteja completo e inicie outra vez.</translation>
    </message>
    <message>
        <source>Waiting for the server&apos;s answer</source>
        <translation type="vanished">À espera da resposta do servidor</translation>
    </message>
    <message>
        <source>Waiting for the server&apos;s response</source>
        <translation>À espera da resposta do servidor</translation>
    </message>
    <message>
        <source>Waiting in the queue of {place}.</source>
        <translation>À espera na fila de {place}.</translation>
    </message>
    <message>
        <source>Waiting up to {n} seconds for running tasks to end.</source>
        <translation>A aguardar até {n} segundos que terminem as tarefas em curso.</translation>
    </message>
    <message>
        <source>Waiting up to {n} seconds for the response of {place} on {host}.</source>
        <translation>A aguardar a resposta de {place} em {host} até {n} segundos.</translation>
    </message>
    <message>
        <source>Waiting up to {n} seconds for the response of {place}.</source>
        <translation type="vanished">A aguardar a resposta de {place} até {n} segundos.</translation>
    </message>
    <message>
        <source>Waiting up to {n} seconds for work under way to end.</source>
        <translation type="vanished">A aguardar até {n} segundos que termine o que está em curso.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Watch an existing execution…</source>
        <translation>Acompanhar uma execução existente…</translation>
    </message>
    <message>
        <source>Watch an existing import…</source>
        <translation type="vanished">Acompanhar uma importação existente…</translation>
    </message>
    <message>
        <source>What became of the export is not known. Check DMM on {place}.</source>
        <translation>Não se sabe o que aconteceu à exportação. Verifique no DMM de {place}.</translation>
    </message>
    <message>
        <source>What became of the import is not known. Check DMM on {place}.</source>
        <translation>Não se sabe o que aconteceu à importação. Verifique no DMM de {place}.</translation>
    </message>
    <message>
        <source>What is a one-time token?</source>
        <translation>O que é um token de utilização única?</translation>
    </message>
    <message>
        <source>What is running on the server is not stopped.</source>
        <translation>O que está em curso no servidor não é parado.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>O que faz</translation>
    </message>
    <message>
        <source>What stands before the @ would be stored and shown in plain text.</source>
        <translation type="vanished">O que está antes do @ seria guardado e mostrado sem proteção.</translation>
    </message>
    <message>
        <source>What the connection leads to. MySQL can only be a source (documented).</source>
        <translation>Aquilo a que a ligação dá acesso. MySQL só pode ser uma origem (documentado).</translation>
    </message>
    <message>
        <source>What the server sent was kept as {kept}. Save the logs again to ask for them once more.</source>
        <translation type="vanished">O que o servidor enviou ficou em {kept}. Volte a guardar os logs para os pedir outra vez.</translation>
    </message>
    <message>
        <source>What this outcome means</source>
        <translation>O que significa este resultado</translation>
    </message>
    <message>
        <source>What was to be saved was kept as {kept}. Rename it, or save it again elsewhere.</source>
        <translation type="vanished">O que ia ser guardado ficou como {kept}. Mude-lhe o nome, ou guarde novamente noutro local.</translation>
    </message>
    <message>
        <source>Whether there is a newer version could not be found out.</source>
        <translation type="vanished">Não foi possível saber se há uma versão mais recente.</translation>
    </message>
    <message>
        <source>Whole body</source>
        <translation>Corpo inteiro</translation>
    </message>
    <message>
        <source>Windows does not allow {character} in a file name.</source>
        <translation>O Windows não permite {character} no nome de um ficheiro.</translation>
    </message>
    <message>
        <source>With all references resolved, it has more than {limit} characters.</source>
        <translation>Com todas as referências resolvidas, tem mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>With all references resolved, its API descriptions have more than {limit} characters.</source>
        <translation>Com todas as referências resolvidas, as suas descrições da API têm mais de {limit} caracteres.</translation>
    </message>
    <message>
        <source>With errors or warnings</source>
        <translation>Com erros ou avisos</translation>
    </message>
    <message numerus="yes">
        <source>Without the key it cannot be stopped from here.</source>
        <comment>Without the key they cannot be stopped from here.</comment>
        <translation>
            <numerusform>Sem a chave, não é possível pará-la a partir daqui.</numerusform>
            <numerusform>Sem a chave, não é possível pará-las a partir daqui.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written with</source>
        <translation>Escrito com</translation>
    </message>
    <message>
        <source>You can stop the export once the server has responded.</source>
        <translation>Pode parar a exportação depois de o servidor responder.</translation>
    </message>
    <message>
        <source>You can stop the import once the server has responded.</source>
        <translation>Pode parar a importação assim que o servidor responder.</translation>
    </message>
    <message>
        <source>You cancelled it.</source>
        <translation>Cancelou-a.</translation>
    </message>
    <message>
        <source>You cannot import into {name} yet.</source>
        <translation>Ainda não é possível importar para {name}.</translation>
    </message>
    <message numerus="yes">
        <source>You chose to start although the check found 1 error.</source>
        <comment>You chose to start although the check found {n} errors.</comment>
        <translation>
            <numerusform>Escolheu iniciar apesar de 1 erro encontrado na verificação.</numerusform>
            <numerusform>Escolheu iniciar apesar de {n} erros encontrados na verificação.</numerusform>
        </translation>
    </message>
    <message>
        <source>You do not have permission to read and write {file}.</source>
        <translation>Não tem permissão para ler e escrever {file}.</translation>
    </message>
    <message>
        <source>You do not have permission to write there.</source>
        <translation>Não tem permissão para escrever aí.</translation>
    </message>
    <message>
        <source>You do not have permission, or another program has the file open.</source>
        <translation>Não tem permissão, ou outro programa tem o ficheiro aberto.</translation>
    </message>
    <message numerus="yes">
        <source>You dropped 1 file.</source>
        <comment>You dropped {n} files.</comment>
        <translation>
            <numerusform>Largou 1 ficheiro.</numerusform>
            <numerusform>Largou {n} ficheiros.</numerusform>
        </translation>
    </message>
    <message>
        <source>You have no permission to read and write {file}.</source>
        <translation type="vanished">Não tem permissão para ler e escrever {file}.</translation>
    </message>
    <message>
        <source>You have no permission to write there.</source>
        <translation type="vanished">Não tem permissão para escrever aí.</translation>
    </message>
    <message>
        <source>You have no permission, or another program has it open.</source>
        <translation type="vanished">Não tem permissão, ou outro programa tem-no aberto.</translation>
    </message>
    <message>
        <source>You have no permission, or another program has the file open.</source>
        <translation type="vanished">Não tem permissão, ou outro programa tem-no aberto.</translation>
    </message>
    <message>
        <source>Your company may inspect traffic, or {host} has a certificate of your company. Have the company&apos;s certificate added to this computer&apos;s store, or choose its file for this environment.</source>
        <translation>A sua empresa pode inspecionar o tráfego, ou {host} tem um certificado da sua empresa. Peça que o certificado da empresa seja adicionado ao repositório deste computador, ou escolha o ficheiro dele para este ambiente.</translation>
    </message>
    <message>
        <source>a name in it is not JSON ({error})</source>
        <translation>um nome nela não é JSON ({error})</translation>
    </message>
    <message numerus="yes">
        <source>about 1 error in the log</source>
        <comment>about {n} errors in the log</comment>
        <translation>
            <numerusform>cerca de 1 erro no log</numerusform>
            <numerusform>cerca de {n} erros no log</numerusform>
        </translation>
    </message>
    <message>
        <source>about {n}</source>
        <translation>cerca de {n}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>cerca de {time}</translation>
    </message>
    <message>
        <source>always sent: {value}</source>
        <translation>sempre enviado: {value}</translation>
    </message>
    <message>
        <source>an entity in the error report is too large</source>
        <translation>uma entidade no relatório de erros é demasiado grande</translation>
    </message>
    <message>
        <source>an operation that only asks must be called with GET or POST</source>
        <translation>uma operação que só pergunta tem de ser chamada com GET ou POST</translation>
    </message>
    <message>
        <source>an unknown connection of {place}</source>
        <translation>uma ligação desconhecida de {place}</translation>
    </message>
    <message>
        <source>append: new ids</source>
        <translation>acrescentar: ids novos</translation>
    </message>
    <message>
        <source>as a user found</source>
        <translation type="vanished">segundo um utilizador</translation>
    </message>
    <message>
        <source>as it was known last</source>
        <translation type="vanished">último estado conhecido</translation>
    </message>
    <message>
        <source>as last seen</source>
        <translation>como foi visto por último</translation>
    </message>
    <message>
        <source>as of {time}, may be further by now</source>
        <translation type="vanished">às {time}; pode já ter avançado</translation>
    </message>
    <message>
        <source>as of {time}; it may have progressed since</source>
        <translation>às {time}; pode ter avançado desde então</translation>
    </message>
    <message>
        <source>as of {time}; more may have been done since</source>
        <translation type="vanished">às {time}; desde então pode ter avançado</translation>
    </message>
    <message>
        <source>as somebody found</source>
        <translation type="vanished">segundo quem consultou</translation>
    </message>
    <message numerus="yes">
        <source>at least 1 error in the log</source>
        <comment>at least {n} errors in the log</comment>
        <translation>
            <numerusform>pelo menos 1 erro no log</numerusform>
            <numerusform>pelo menos {n} erros no log</numerusform>
        </translation>
    </message>
    <message>
        <source>at least {n}</source>
        <translation>pelo menos {n}</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>às {time}</translation>
    </message>
    <message>
        <source>being tested</source>
        <translation>a ser testado</translation>
    </message>
    <message>
        <source>built-in description ({origin})</source>
        <translation>descrição incorporada ({origin})</translation>
    </message>
    <message>
        <source>check {place}</source>
        <translation>consulte {place}</translation>
    </message>
    <message>
        <source>checked {when}</source>
        <translation>verificado {when}</translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation>escolhido pelo utilizador</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>concluída</translation>
    </message>
    <message numerus="yes">
        <source>completed with errors in 1 entity</source>
        <comment>completed with errors in {n} entities</comment>
        <translation>
            <numerusform>concluída com erros em 1 entidade</numerusform>
            <numerusform>concluída com erros em {n} entidades</numerusform>
        </translation>
    </message>
    <message>
        <source>completed, unverified</source>
        <translation>concluída, por confirmar</translation>
    </message>
    <message>
        <source>description from a file ({origin})</source>
        <translation>descrição de um ficheiro ({origin})</translation>
    </message>
    <message>
        <source>description from a file loaded for this environment</source>
        <translation>descrição de um ficheiro carregado para este ambiente</translation>
    </message>
    <message>
        <source>description learned from requests ({origin})</source>
        <translation>descrição aprendida de pedidos ({origin})</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminada</translation>
    </message>
    <message>
        <source>ended with the status “{status}”</source>
        <translation>terminada com o estado “{status}”</translation>
    </message>
    <message>
        <source>ended, results not read yet</source>
        <translation>terminou, resultados ainda não lidos</translation>
    </message>
    <message>
        <source>environment&apos;s description ({origin})</source>
        <translation>descrição do ambiente ({origin})</translation>
    </message>
    <message>
        <source>errors unknown</source>
        <translation>erros desconhecidos</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <source>from {place}</source>
        <translation>de {place}</translation>
    </message>
    <message>
        <source>from {start} to {end}</source>
        <translation>de {start} a {end}</translation>
    </message>
    <message>
        <source>from {start} to {end} by the server&apos;s clock</source>
        <translation>de {start} a {end} pelo relógio do servidor</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>hora</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>in 1 entity</source>
        <translation type="vanished">em 1 entidade</translation>
    </message>
    <message numerus="yes">
        <source>in 1 entity</source>
        <comment>in {n} entities</comment>
        <translation type="vanished">
            <numerusform>em 1 entidade</numerusform>
            <numerusform>em {n} entidades</numerusform>
        </translation>
    </message>
    <message>
        <source>in double quotes</source>
        <translation>entre aspas</translation>
    </message>
    <message>
        <source>in {n} entities</source>
        <translation type="vanished">em {n} entidades</translation>
    </message>
    <message>
        <source>it changes the protocol</source>
        <translation>muda de protocolo</translation>
    </message>
    <message>
        <source>it closes what it never opened</source>
        <translation>fecha o que nunca abriu</translation>
    </message>
    <message>
        <source>it contains JSON</source>
        <translation>contém JSON</translation>
    </message>
    <message>
        <source>it contains a GUID</source>
        <translation>contém um GUID</translation>
    </message>
    <message>
        <source>it contains a number or a variable</source>
        <translation>contém um número ou uma variável</translation>
    </message>
    <message>
        <source>it contains a type of execution</source>
        <translation>contém um tipo de execução</translation>
    </message>
    <message>
        <source>it contains a zip</source>
        <translation>contém um zip</translation>
    </message>
    <message>
        <source>it contains the tracker id of another request</source>
        <translation>contém o tracker id de outro pedido</translation>
    </message>
    <message>
        <source>it describes more than one body</source>
        <translation>descreve mais do que um corpo</translation>
    </message>
    <message>
        <source>it ends in the middle</source>
        <translation>termina a meio</translation>
    </message>
    <message>
        <source>it expects a body of type {types}</source>
        <translation>espera um corpo do tipo {types}</translation>
    </message>
    <message>
        <source>it expects a form, which is not supported</source>
        <translation type="vanished">espera um formulário, que não é suportado</translation>
    </message>
    <message>
        <source>it expects {name} as {kind}</source>
        <translation>espera {name} como {kind}</translation>
    </message>
    <message>
        <source>it expects {name} outside the body</source>
        <translation>espera {name} fora do corpo</translation>
    </message>
    <message>
        <source>it has more than one place for {name}</source>
        <translation>tem mais do que um lugar para {name}</translation>
    </message>
    <message>
        <source>it has neither a tracker id nor an error</source>
        <translation>não tem nem tracker id nem erro</translation>
    </message>
    <message>
        <source>it has no place for {name}</source>
        <translation>não tem lugar para {name}</translation>
    </message>
    <message>
        <source>it has too many values</source>
        <translation>tem demasiados valores</translation>
    </message>
    <message>
        <source>it holds JSON</source>
        <translation type="vanished">contém JSON</translation>
    </message>
    <message>
        <source>it holds a GUID</source>
        <translation type="vanished">contém um GUID</translation>
    </message>
    <message>
        <source>it holds a number or a variable</source>
        <translation type="vanished">contém um número ou uma variável</translation>
    </message>
    <message>
        <source>it holds a type of execution</source>
        <translation type="vanished">contém um tipo de execução</translation>
    </message>
    <message>
        <source>it holds a zip</source>
        <translation type="vanished">contém um zip</translation>
    </message>
    <message>
        <source>it holds the tracker id of another request</source>
        <translation type="vanished">contém o tracker id de outro pedido</translation>
    </message>
    <message>
        <source>it is XML</source>
        <translation>é XML</translation>
    </message>
    <message>
        <source>it is a long text instead of JSON</source>
        <translation>é um texto longo em vez de JSON</translation>
    </message>
    <message>
        <source>it is a web page that names a tracker id</source>
        <translation>é uma página web que menciona um tracker id</translation>
    </message>
    <message>
        <source>it is a web page, and does not ask to sign in</source>
        <translation>é uma página web, e não pede para iniciar sessão</translation>
    </message>
    <message>
        <source>it is about another execution ({id})</source>
        <translation>é sobre outra execução ({id})</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>está vazia</translation>
    </message>
    <message>
        <source>it is larger than {n} MiB</source>
        <translation>tem mais de {n} MiB</translation>
    </message>
    <message>
        <source>it is larger than {n} MiB besides files</source>
        <translation>tem mais de {n} MiB, sem contar os ficheiros</translation>
    </message>
    <message>
        <source>it is larger than {n} MiB, or has no end</source>
        <translation>tem mais de {n} MiB, ou não tem fim</translation>
    </message>
    <message>
        <source>it is neither JSON nor text</source>
        <translation>não é JSON nem texto</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>tem demasiados níveis</translation>
    </message>
    <message>
        <source>it is not JSON ({error})</source>
        <translation>não é JSON ({error})</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>não é um objeto JSON</translation>
    </message>
    <message>
        <source>it is not valid HTTP</source>
        <translation>não é HTTP válido</translation>
    </message>
    <message>
        <source>it requires the header {name}, which a description cannot set</source>
        <translation>exige o cabeçalho {name}, que uma descrição não pode definir</translation>
    </message>
    <message>
        <source>it requires {names}, for which there is no value</source>
        <translation>exige {names}, mas não há valor para isso</translation>
    </message>
    <message>
        <source>it sends X-DMM-Token-OTP</source>
        <translation>envia X-DMM-Token-OTP</translation>
    </message>
    <message>
        <source>it sends a tracker id and asks for files or errors</source>
        <translation>envia um tracker id e pede ficheiros ou erros</translation>
    </message>
    <message>
        <source>it sends a tracker id and the page of a log</source>
        <translation>envia um tracker id e a página de um log</translation>
    </message>
    <message>
        <source>it sends a type of execution</source>
        <translation>envia um tipo de execução</translation>
    </message>
    <message>
        <source>it sends the fields of a connection</source>
        <translation>envia os campos de uma ligação</translation>
    </message>
    <message>
        <source>it takes no fields</source>
        <translation>não aceita campos</translation>
    </message>
    <message>
        <source>it wants a body of type {types}</source>
        <translation type="vanished">quer um corpo do tipo {types}</translation>
    </message>
    <message>
        <source>it wants a form, which is not supported</source>
        <translation type="vanished">quer um formulário, o que não é suportado</translation>
    </message>
    <message>
        <source>it wants {name} as {kind}</source>
        <translation type="vanished">quer {name} como {kind}</translation>
    </message>
    <message>
        <source>it wants {name} outside the body</source>
        <translation type="vanished">quer {name} fora do corpo</translation>
    </message>
    <message>
        <source>its address is that of {other}</source>
        <translation>o endereço é o de {other}</translation>
    </message>
    <message>
        <source>its body has no fields</source>
        <translation>o seu corpo não tem campos</translation>
    </message>
    <message>
        <source>its body is in a file, which is not read</source>
        <translation>o seu corpo está num ficheiro, que não é lido</translation>
    </message>
    <message>
        <source>its compression is damaged</source>
        <translation>a compressão está danificada</translation>
    </message>
    <message>
        <source>its description is damaged</source>
        <translation>a sua descrição está danificada</translation>
    </message>
    <message>
        <source>its description is too large</source>
        <translation>a sua descrição é demasiado grande</translation>
    </message>
    <message>
        <source>its description refers to another document ({reference})</source>
        <translation>a sua descrição refere-se a outro documento ({reference})</translation>
    </message>
    <message>
        <source>its description refers to itself</source>
        <translation>a sua descrição refere-se a si própria</translation>
    </message>
    <message>
        <source>its description refers to {reference}, which is missing</source>
        <translation>a sua descrição refere-se a {reference}, que não existe</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>o seu nome</translation>
    </message>
    <message>
        <source>its operationId</source>
        <translation>o seu operationId</translation>
    </message>
    <message>
        <source>its parameter {name} is in an unknown location</source>
        <translation>o seu parâmetro {name} está num local desconhecido</translation>
    </message>
    <message>
        <source>its path</source>
        <translation>o seu caminho</translation>
    </message>
    <message>
        <source>its path contains a key or a token</source>
        <translation>o seu caminho contém uma chave ou um token</translation>
    </message>
    <message>
        <source>its path could lead out of the API</source>
        <translation type="vanished">o seu caminho poderia levar para fora da API</translation>
    </message>
    <message>
        <source>its path could point outside the API</source>
        <translation>o seu caminho poderia apontar para fora da API</translation>
    </message>
    <message>
        <source>its path has no place for its parameter {name}</source>
        <translation>o seu caminho não tem lugar para o parâmetro {name}</translation>
    </message>
    <message>
        <source>its path has to begin with / and must not contain ? or #</source>
        <translation type="vanished">o seu caminho tem de começar por / e não pode conter ? nem #</translation>
    </message>
    <message>
        <source>its path leads out of the API</source>
        <translation type="vanished">o seu caminho leva para fora da API</translation>
    </message>
    <message>
        <source>its path must begin with / and must not contain ? or #</source>
        <translation>o seu caminho tem de começar por / e não pode conter ? nem #</translation>
    </message>
    <message>
        <source>its tracker id contains a token or password that was sent to it</source>
        <translation>o seu tracker id contém um token ou uma palavra-passe que lhe foi enviada</translation>
    </message>
    <message>
        <source>its tracker id has more than {n} characters</source>
        <translation>o seu tracker id tem mais de {n} caracteres</translation>
    </message>
    <message>
        <source>its tracker id is not of type {kind}, which the API description requires</source>
        <translation>o seu tracker id não é do tipo {kind}, que a descrição da API exige</translation>
    </message>
    <message>
        <source>its value is not a tracker id</source>
        <translation>o seu valor não é um tracker id</translation>
    </message>
    <message>
        <source>its {name} does not allow Import</source>
        <translation>o seu {name} não permite Import</translation>
    </message>
    <message>
        <source>keep ids</source>
        <translation>manter ids</translation>
    </message>
    <message>
        <source>last seen {when}, may be further by now</source>
        <translation type="vanished">visto por último {when}, pode já estar mais adiantado</translation>
    </message>
    <message>
        <source>last seen {when}, may have progressed since</source>
        <translation type="vanished">visto por último {when}, pode ter avançado desde então</translation>
    </message>
    <message>
        <source>last seen {when}; it may have progressed since</source>
        <translation>vista {when}; pode ter avançado desde então</translation>
    </message>
    <message>
        <source>last seen {when}; the server does not know it at the moment; retrying for up to a minute</source>
        <translation>vista {when}; o servidor não a conhece de momento; a tentar de novo durante um minuto, no máximo</translation>
    </message>
    <message>
        <source>last value {now}</source>
        <translation type="vanished">último valor {now}</translation>
    </message>
    <message>
        <source>last {now} records/s</source>
        <translation type="vanished">último valor {now} registos/s</translation>
    </message>
    <message>
        <source>last {now}/s</source>
        <translation type="vanished">último valor {now}/s</translation>
    </message>
    <message>
        <source>left out; its meaning is not known</source>
        <translation>omitido; o seu significado não é conhecido</translation>
    </message>
    <message>
        <source>look at {place}</source>
        <translation type="vanished">consulte {place}</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>minuto</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>em falta</translation>
    </message>
    <message>
        <source>mixed line ends</source>
        <translation>fins de linha mistos</translation>
    </message>
    <message>
        <source>needs your attention: it is no longer watched</source>
        <translation>precisa da sua atenção: já não está a ser acompanhada</translation>
    </message>
    <message>
        <source>never tested</source>
        <translation>nunca testado</translation>
    </message>
    <message>
        <source>no place for it</source>
        <translation>não tem lugar</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>sem problemas</translation>
    </message>
    <message numerus="yes">
        <source>none in the 1 line read so far</source>
        <comment>none in the {n} lines read so far</comment>
        <translation>
            <numerusform>nenhum na única linha lida até agora</numerusform>
            <numerusform>nenhum nas {n} linhas lidas até agora</numerusform>
        </translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>sem contagem</translation>
    </message>
    <message>
        <source>not ended yet</source>
        <translation type="vanished">ainda não terminou</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>sem informação</translation>
    </message>
    <message>
        <source>not known to have ended</source>
        <translation>não se sabe se terminou</translation>
    </message>
    <message>
        <source>not known: the log was not read</source>
        <translation>sem informação: o log não foi lido</translation>
    </message>
    <message>
        <source>not known: the log was not read to its end</source>
        <translation>sem informação: o log não foi lido até ao fim</translation>
    </message>
    <message>
        <source>not listed by the server yet, asking again for up to a minute</source>
        <translation type="vanished">ainda não listada pelo servidor; a perguntar de novo durante um minuto, no máximo</translation>
    </message>
    <message>
        <source>not listed by the server yet; retrying for up to a minute</source>
        <translation>ainda não listada pelo servidor; a tentar de novo durante um minuto, no máximo</translation>
    </message>
    <message>
        <source>not started, as a user recorded</source>
        <translation>não iniciada, segundo indicou um utilizador</translation>
    </message>
    <message>
        <source>nothing exported</source>
        <translation>nada exportado</translation>
    </message>
    <message>
        <source>nothing imported</source>
        <translation>nada importado</translation>
    </message>
    <message>
        <source>nothing processed</source>
        <translation>nada processado</translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>de {total}</translation>
    </message>
    <message>
        <source>on {date}</source>
        <translation>a {date}</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>em {day}</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>uma coluna</translation>
    </message>
    <message>
        <source>one of its parameters has no name or no place</source>
        <translation>um dos seus parâmetros não tem nome ou lugar</translation>
    </message>
    <message>
        <source>one of its values has a name of more than {limit} characters</source>
        <translation>um dos seus valores tem um nome com mais de {limit} caracteres</translation>
    </message>
    <message>
        <source>opaque</source>
        <translation>opaca</translation>
    </message>
    <message>
        <source>or more, {entities}</source>
        <translation type="vanished">ou mais, {entities}</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>resultado desconhecido</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lida</translation>
    </message>
    <message>
        <source>records unknown</source>
        <translation>registos desconhecidos</translation>
    </message>
    <message>
        <source>reported by a user</source>
        <translation>segundo um utilizador</translation>
    </message>
    <message>
        <source>result ERROR</source>
        <translation>resultado ERROR</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>segundos</translation>
    </message>
    <message>
        <source>separated by tabs</source>
        <translation>separado por tabulações</translation>
    </message>
    <message>
        <source>separated by “{separator}”</source>
        <translation>separado por “{separator}”</translation>
    </message>
    <message>
        <source>separator unclear</source>
        <translation>separador incerto</translation>
    </message>
    <message>
        <source>since {start}</source>
        <translation>desde {start}</translation>
    </message>
    <message>
        <source>stated in the description</source>
        <translation>indicado na descrição</translation>
    </message>
    <message>
        <source>stop requested; it is not known whether the server accepted it</source>
        <translation>paragem pedida; não se sabe se o servidor a aceitou</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parada</translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="vanished">tabulação</translation>
    </message>
    <message>
        <source>the answer contains it more than once</source>
        <translation>a resposta contém-no mais do que uma vez</translation>
    </message>
    <message>
        <source>the base64 text contains characters that do not belong there</source>
        <translation>o texto base64 contém caracteres que não pertencem aí</translation>
    </message>
    <message>
        <source>the base64 text ends in the middle of a group</source>
        <translation>o texto base64 termina a meio de um grupo</translation>
    </message>
    <message>
        <source>the base64 text goes on after its padding</source>
        <translation>o texto base64 continua depois do preenchimento final</translation>
    </message>
    <message>
        <source>the error report has more than {n} entities</source>
        <translation>o relatório de erros tem mais de {n} entidades</translation>
    </message>
    <message>
        <source>the error report is nested too deeply</source>
        <translation>o relatório de erros tem demasiados níveis</translation>
    </message>
    <message>
        <source>the error report is not JSON</source>
        <translation>o relatório de erros não é JSON</translation>
    </message>
    <message>
        <source>the error report is not a list of objects</source>
        <translation>o relatório de erros não é uma lista de objetos</translation>
    </message>
    <message>
        <source>the meaning of {value} in its path is not known</source>
        <translation>não se sabe o que significa {value} no seu caminho</translation>
    </message>
    <message>
        <source>the name of its variable</source>
        <translation>o nome da sua variável</translation>
    </message>
    <message>
        <source>the name of the request</source>
        <translation>o nome do pedido</translation>
    </message>
    <message>
        <source>the name {name}, which is accepted for it</source>
        <translation>o nome {name}, que é aceite para ele</translation>
    </message>
    <message>
        <source>the place of its parameter {name} is not known</source>
        <translation type="vanished">não se sabe onde colocar o seu parâmetro {name}</translation>
    </message>
    <message>
        <source>the requests differ: {ways}</source>
        <translation>os pedidos diferem: {ways}</translation>
    </message>
    <message>
        <source>the requests send bodies of different types</source>
        <translation>os pedidos enviam corpos de tipos diferentes</translation>
    </message>
    <message>
        <source>the server accepted the stop {when}</source>
        <translation>o servidor aceitou a paragem {when}</translation>
    </message>
    <message>
        <source>the server does not know it at the moment; retrying for up to a minute</source>
        <translation>o servidor não a conhece de momento; a tentar de novo durante um minuto, no máximo</translation>
    </message>
    <message>
        <source>the server&apos;s record counts disagree</source>
        <translation>as contagens de registos do servidor não coincidem</translation>
    </message>
    <message>
        <source>the whole body</source>
        <translation>o corpo inteiro</translation>
    </message>
    <message>
        <source>the words of its path</source>
        <translation>as palavras do seu caminho</translation>
    </message>
    <message>
        <source>this computer is kept awake</source>
        <translation>este computador não entra em suspensão</translation>
    </message>
    <message>
        <source>to {place}</source>
        <translation>para {place}</translation>
    </message>
    <message>
        <source>today at {time}</source>
        <translation>hoje às {time}</translation>
    </message>
    <message>
        <source>today, {time}</source>
        <translation>hoje, {time}</translation>
    </message>
    <message>
        <source>under 1</source>
        <translation>menos de 1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconhecido</translation>
    </message>
    <message>
        <source>unpacked it is more than {n} times as large</source>
        <translation>descomprimida é mais de {n} vezes maior</translation>
    </message>
    <message>
        <source>users</source>
        <translation>utilizadores</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>ontem às {time}</translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>ontem, {time}</translation>
    </message>
    <message>
        <source>{address} (the address of {name} then)</source>
        <translation>{address} (o endereço de {name} nessa altura)</translation>
    </message>
    <message>
        <source>{address} answers on this computer</source>
        <translation type="vanished">{address} responde neste computador</translation>
    </message>
    <message>
        <source>{address} answers, certificate valid</source>
        <translation type="vanished">{address} responde, certificado válido</translation>
    </message>
    <message>
        <source>{address} responds on this computer</source>
        <translation>{address} responde neste computador</translation>
    </message>
    <message>
        <source>{address} responds, certificate valid</source>
        <translation>{address} responde, certificado válido</translation>
    </message>
    <message>
        <source>{cause}.</source>
        <translation>{cause}.</translation>
    </message>
    <message>
        <source>{connection} ({place})</source>
        <translation>{connection} ({place})</translation>
    </message>
    <message>
        <source>{connection} on {place}</source>
        <translation>{connection} em {place}</translation>
    </message>
    <message>
        <source>{constant} is not a value in JSON.</source>
        <translation type="vanished">{constant} não é um valor em JSON.</translation>
    </message>
    <message numerus="yes">
        <source>{done} of 1 byte</source>
        <comment>{done} of {n} bytes</comment>
        <translation>
            <numerusform>{done} de 1 byte</numerusform>
            <numerusform>{done} de {n} bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
    <message>
        <source>{done} of {total} lines read.</source>
        <translation>{done} de {total} linhas lidas.</translation>
    </message>
    <message>
        <source>{done} of {total} records</source>
        <translation>{done} de {total} registos</translation>
    </message>
    <message>
        <source>{done} of {total} {unit}</source>
        <translation>{done} de {total} {unit}</translation>
    </message>
    <message>
        <source>{entity} has errors.</source>
        <translation>{entity} tem erros.</translation>
    </message>
    <message>
        <source>{environment} on {host}</source>
        <translation>{environment} em {host}</translation>
    </message>
    <message>
        <source>{errors} of {lines} lines</source>
        <translation>{errors} de {lines} linhas</translation>
    </message>
    <message>
        <source>{errors}, {warnings}</source>
        <translation>{errors}, {warnings}</translation>
    </message>
    <message>
        <source>{file} and {other} differ only by upper and lower case, and one would replace the other on Windows. Rename or remove one.</source>
        <translation type="vanished">{file} e {other} só diferem em maiúsculas e minúsculas, e no Windows um substituiria o outro. Mude o nome a um deles ou remova-o.</translation>
    </message>
    <message>
        <source>{file} and {other} differ only in case, and one would replace the other on Windows. Rename or remove one.</source>
        <translation>{file} e {other} só diferem nas maiúsculas e minúsculas, e no Windows um substituiria o outro. Mude o nome a um deles ou remova-o.</translation>
    </message>
    <message>
        <source>{file} and {other} differ only in upper and lower case, and one would replace the other on Windows. Rename or remove one.</source>
        <translation type="vanished">{file} e {other} só diferem em maiúsculas e minúsculas, e no Windows um substituiria o outro. Mude o nome a um deles ou remova-o.</translation>
    </message>
    <message>
        <source>{file} begins with a drive letter, which leads out of the zip. Make the zip again without paths.</source>
        <translation type="vanished">{file} começa por uma letra de unidade, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} begins with a drive letter, which leads out of the zip. Recreate the zip without paths.</source>
        <translation type="vanished">{file} começa por uma letra de unidade, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} begins with a drive letter, which points outside the zip. Recreate the zip without paths.</source>
        <translation>{file} começa por uma letra de unidade, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} belongs to the user {owner}, and you do not have permission to read and write it.</source>
        <translation>{file} pertence ao utilizador {owner}, e não tem permissão para o ler e escrever.</translation>
    </message>
    <message>
        <source>{file} belongs to the user {owner}, and you may not read and write it.</source>
        <translation type="vanished">{file} pertence ao utilizador {owner}, e não o pode ler nem escrever.</translation>
    </message>
    <message>
        <source>{file} has .. in its path, which leads out of the zip. Make the zip again without paths.</source>
        <translation type="vanished">{file} tem .. no caminho, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has .. in its path, which leads out of the zip. Recreate the zip without paths.</source>
        <translation type="vanished">{file} tem .. no caminho, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has .. in its path, which points outside the zip. Recreate the zip without paths.</source>
        <translation>{file} tem .. no caminho, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has a backslash in its name, which some old programs use as a folder separator. Recreate the zip with another program.</source>
        <translation>{file} tem uma barra invertida no nome, que alguns programas antigos usam como separador de pastas. Volte a criar o zip com outro programa.</translation>
    </message>
    <message>
        <source>{file} has a backslash in its name, which some old programs write for a folder. Make the zip again with another program.</source>
        <translation type="vanished">{file} tem uma barra invertida no nome, que alguns programas antigos escrevem em vez de uma pasta. Volte a criar o zip com outro programa.</translation>
    </message>
    <message>
        <source>{file} has an absolute path, which leads out of the zip. Make the zip again without paths.</source>
        <translation type="vanished">{file} tem um caminho absoluto, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has an absolute path, which leads out of the zip. Recreate the zip without paths.</source>
        <translation type="vanished">{file} tem um caminho absoluto, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has an absolute path, which points outside the zip. Recreate the zip without paths.</source>
        <translation>{file} tem um caminho absoluto, que sai do zip. Volte a criar o zip sem caminhos.</translation>
    </message>
    <message>
        <source>{file} has control characters in its name. Rename the file and make the zip again.</source>
        <translation type="vanished">{file} tem caracteres de controlo no nome. Mude o nome do ficheiro e volte a criar o zip.</translation>
    </message>
    <message>
        <source>{file} has control characters in its name. Rename the file and recreate the zip.</source>
        <translation>{file} tem caracteres de controlo no nome. Mude o nome do ficheiro e volte a criar o zip.</translation>
    </message>
    <message>
        <source>{file} has its columns in a different order from its structure: {column} is where {expected} should be. Use the order of the structure.</source>
        <translation>{file} tem as colunas por uma ordem diferente da ordem da estrutura: {column} está onde devia estar {expected}. Use a ordem da estrutura.</translation>
    </message>
    <message>
        <source>{file} has its columns in another order than its structure: {column} is where {expected} should be. Use the order of the structure.</source>
        <translation type="vanished">{file} tem as colunas por outra ordem que a da estrutura: {column} está onde devia estar {expected}. Use a ordem da estrutura.</translation>
    </message>
    <message>
        <source>{file} has no data: the file {data} is missing. Add it, or ignore this if the entity has no records to import.</source>
        <translation>{file} não tem dados: falta o ficheiro {data}. Acrescente-o, ou ignore este aviso se a entidade não tiver registos para importar.</translation>
    </message>
    <message>
        <source>{file} has no header: its first line is data. Insert a line with the names of the columns, in the order of the structure.</source>
        <translation>{file} não tem cabeçalho: a primeira linha são dados. Insira uma linha com os nomes das colunas, pela ordem da estrutura.</translation>
    </message>
    <message>
        <source>{file} has no structure of exactly its name, but there is {structure}. {difference} Give both files the same name, or make the zip again with another program.</source>
        <translation type="vanished">{file} não tem uma estrutura com exatamente o seu nome, mas existe {structure}. {difference} Dê o mesmo nome aos dois ficheiros, ou crie novamente o zip com outro programa.</translation>
    </message>
    <message>
        <source>{file} has no structure with exactly the same name, but there is {structure}. {difference} Give both files the same name, or recreate the zip with another program.</source>
        <translation>{file} não tem uma estrutura com exatamente o seu nome, mas existe {structure}. {difference} Dê o mesmo nome aos dois ficheiros, ou crie novamente o zip com outro programa.</translation>
    </message>
    <message>
        <source>{file} has no structure: the file {structure} (exact spelling) is missing. Add it from the same export, or remove the data.</source>
        <translation>{file} não tem estrutura: falta o ficheiro {structure} (com esta grafia exata). Acrescente-o a partir da mesma exportação ou remova os dados.</translation>
    </message>
    <message>
        <source>{file} has no structure: the file {structure}, spelled exactly so, is missing. Add it from the same export, or remove the data.</source>
        <translation type="vanished">{file} não tem estrutura: falta o ficheiro {structure}, escrito exatamente assim. Acrescente-o a partir da mesma exportação ou remova os dados.</translation>
    </message>
    <message>
        <source>{file} has the column {column}, which is not in {structure}. Remove it, or correct its name.</source>
        <translation>{file} tem a coluna {column}, que não existe em {structure}. Remova-a ou corrija o nome.</translation>
    </message>
    <message>
        <source>{file} has too many columns, so its rows were not checked.</source>
        <translation>{file} tem demasiadas colunas, pelo que as linhas não foram verificadas.</translation>
    </message>
    <message>
        <source>{file} is a file, not a folder.</source>
        <translation>{file} é um ficheiro, não uma pasta.</translation>
    </message>
    <message>
        <source>{file} is compressed with a method ({method}) that cannot be read.</source>
        <translation>{file} está comprimido com um método ({method}) que não é possível ler.</translation>
    </message>
    <message>
        <source>{file} is damaged: it does not have the size that the zip says.</source>
        <translation type="vanished">{file} está danificado: não tem o tamanho que o zip indica.</translation>
    </message>
    <message>
        <source>{file} is damaged: its contents cannot be unpacked.</source>
        <translation>{file} está danificado: não é possível descomprimir o conteúdo.</translation>
    </message>
    <message>
        <source>{file} is damaged: its contents do not match their checksum.</source>
        <translation>{file} está danificado: o conteúdo não condiz com a soma de verificação.</translation>
    </message>
    <message>
        <source>{file} is damaged: its size differs from the one recorded in the zip.</source>
        <translation>{file} está danificado: o tamanho difere do que está registado no zip.</translation>
    </message>
    <message>
        <source>{file} is damaged: the header before its contents does not match the directory.</source>
        <translation>{file} está danificado: o cabeçalho antes do conteúdo não condiz com o índice.</translation>
    </message>
    <message>
        <source>{file} is damaged: what stands before its contents does not fit the directory.</source>
        <translation type="vanished">{file} está danificado: o que precede o conteúdo não condiz com o índice.</translation>
    </message>
    <message>
        <source>{file} is empty: it does not even have a header. Export the entity again, or write the names of the columns in its first line.</source>
        <translation>{file} está vazio: nem sequer tem cabeçalho. Exporte a entidade de novo ou escreva os nomes das colunas na primeira linha.</translation>
    </message>
    <message>
        <source>{file} is empty: not even the header is in it. Export the entity again, or write the names of the columns in its first line.</source>
        <translation type="vanished">{file} está vazio: nem sequer tem cabeçalho. Exporte a entidade de novo ou escreva os nomes das colunas na primeira linha.</translation>
    </message>
    <message>
        <source>{file} is encrypted.</source>
        <translation>{file} está cifrado.</translation>
    </message>
    <message>
        <source>{file} is in the zip {n} times, and nobody can say which one counts. Remove all but one.</source>
        <translation type="vanished">{file} está no zip {n} vezes, e não há como saber qual é que conta. Remova todos menos um.</translation>
    </message>
    <message>
        <source>{file} is in the zip {n} times, so it is unclear which one counts. Remove all but one.</source>
        <translation>{file} está no zip {n} vezes, e não há como saber qual é que conta. Remova todos menos um.</translation>
    </message>
    <message>
        <source>{file} lacks the column {column} of {structure}. Add it, in the order of the structure.</source>
        <translation>Falta em {file} a coluna {column} de {structure}. Acrescente-a, pela ordem da estrutura.</translation>
    </message>
    <message>
        <source>{file} unpacks to {size} MiB, {ratio} times its size in the zip. Data is rarely compressed that much: make sure that you know where the zip comes from.</source>
        <translation>{file} descomprimido ocupa {size} MiB, {ratio} vezes o tamanho no zip. É raro os dados comprimirem tanto: confirme que sabe de onde vem o zip.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the date in {column} does not exist. Correct it.</source>
        <translation>{file}, linha {line}: a data em {column} não existe. Corrija-a.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the date in {column} is not in the format yyyy-MM-ddTHH:mm:ss. Write it like this: 2026-03-28T14:30:00.</source>
        <translation>{file}, linha {line}: a data em {column} não está no formato yyyy-MM-ddTHH:mm:ss. Escreva-a assim: 2026-03-28T14:30:00.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the date in {column} is not written yyyy-MM-ddTHH:mm:ss. Write it like 2026-03-28T14:30:00.</source>
        <translation type="vanished">{file}, linha {line}: a data em {column} não está escrita como yyyy-MM-ddTHH:mm:ss. Escreva-a como 2026-03-28T14:30:00.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the id is lower than in the row before. If ids are kept, rows must be in the order of their ids.</source>
        <translation>{file}, linha {line}: o id é menor do que o da linha anterior. Se os ids forem mantidos, as linhas têm de estar pela ordem dos ids.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the id is lower than in the row before. Where ids are kept, rows have to be in the order of their ids.</source>
        <translation type="vanished">{file}, linha {line}: o id é menor do que o da linha anterior. Quando os ids são mantidos, as linhas têm de estar pela ordem dos ids.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the id is the same as in the row before. If ids are kept, each id must occur only once.</source>
        <translation>{file}, linha {line}: o id é igual ao da linha anterior. Se os ids forem mantidos, cada id só pode ocorrer uma vez.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the id is the same as in the row before. Where ids are kept, each may occur once only.</source>
        <translation type="vanished">{file}, linha {line}: o id é igual ao da linha anterior. Quando os ids são mantidos, cada um só pode ocorrer uma vez.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the number of values is {found}, but the header has {expected} columns. Look for a missing value or separator, or a separator outside N&apos;…&apos;.</source>
        <translation>{file}, linha {line}: o número de valores é {found}, mas o cabeçalho tem {expected} colunas. Procure um valor ou separador em falta, ou um separador fora de N&apos;…&apos;.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the text in {column} begins with a quote, but does not end with one. Add the quote that is missing, and double every quote inside the text.</source>
        <translation>{file}, linha {line}: o texto em {column} começa com uma plica ou aspa, mas não termina com ela. Acrescente a que falta e duplique todas as que estão dentro do texto.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the text in {column} is not written N&apos;…&apos;. Write N&apos; before it and &apos; after it, and double every quote in it.</source>
        <translation>{file}, linha {line}: o texto em {column} não está escrito como N&apos;…&apos;. Escreva N&apos; antes e &apos; depois, e duplique todas as plicas dentro dele.</translation>
    </message>
    <message numerus="yes">
        <source>{file}: one more row has this problem.</source>
        <comment>{file}: {n} more rows have this problem.</comment>
        <translation>
            <numerusform>{file}: mais uma linha tem este problema.</numerusform>
            <numerusform>{file}: mais {n} linhas têm este problema.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and 1 more entity have errors.</source>
        <comment>{first} and {n} more entities have errors.</comment>
        <translation>
            <numerusform>{first} e mais 1 entidade têm erros.</numerusform>
            <numerusform>{first} e mais {n} entidades têm erros.</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} and {second} have errors.</source>
        <translation>{first} e {second} têm erros.</translation>
    </message>
    <message>
        <source>{folder} belongs to another user and is in a folder that all users may write to.</source>
        <translation>{folder} pertence a outro utilizador e está numa pasta em que todos os utilizadores podem escrever.</translation>
    </message>
    <message>
        <source>{folder} is a folder that another user has put into one where all may write.</source>
        <translation type="vanished">{folder} é uma pasta que outro utilizador colocou numa pasta onde todos podem escrever.</translation>
    </message>
    <message>
        <source>{found} of {total} operations at {root}</source>
        <translation>{found} de {total} operações em {root}</translation>
    </message>
    <message>
        <source>{found} of {total} operations found</source>
        <translation>{found} de {total} operações encontradas</translation>
    </message>
    <message>
        <source>{host} answers too slowly.</source>
        <translation type="vanished">{host} responde demasiado devagar.</translation>
    </message>
    <message>
        <source>{host} could not be reached through the proxy.</source>
        <translation>Não foi possível chegar a {host} através do proxy.</translation>
    </message>
    <message>
        <source>{host} did not answer as the DMM API does.</source>
        <translation type="vanished">{host} não respondeu como a API do DMM.</translation>
    </message>
    <message>
        <source>{host} did not answer.</source>
        <translation type="vanished">{host} não respondeu.</translation>
    </message>
    <message>
        <source>{host} did not respond like the DMM API.</source>
        <translation>{host} não respondeu como a API do DMM.</translation>
    </message>
    <message>
        <source>{host} did not respond.</source>
        <translation>{host} não respondeu.</translation>
    </message>
    <message>
        <source>{host} did not say whether it carried out the request.</source>
        <translation>{host} não indicou se executou o pedido.</translation>
    </message>
    <message>
        <source>{host} does not know this execution.</source>
        <translation>{host} não conhece esta execução.</translation>
    </message>
    <message>
        <source>{host} does not know this export.</source>
        <translation>{host} não conhece esta exportação.</translation>
    </message>
    <message>
        <source>{host} does not know this import.</source>
        <translation>{host} não conhece esta importação.</translation>
    </message>
    <message>
        <source>{host} failed to answer.</source>
        <translation type="vanished">{host} não conseguiu responder.</translation>
    </message>
    <message>
        <source>{host} failed to respond.</source>
        <translation type="vanished">{host} não conseguiu responder.</translation>
    </message>
    <message>
        <source>{host} is busy (status {status}).</source>
        <translation>{host} está ocupado (estado {status}).</translation>
    </message>
    <message>
        <source>{host} knows no import with the tracker id {id}.</source>
        <translation type="vanished">{host} não conhece nenhuma importação com o tracker id {id}.</translation>
    </message>
    <message>
        <source>{host} refused the REST API key.</source>
        <translation>{host} recusou a chave da API REST.</translation>
    </message>
    <message>
        <source>{host} refused the one-time token.</source>
        <translation>{host} recusou o token de utilização única.</translation>
    </message>
    <message>
        <source>{host} refused the request.</source>
        <translation>{host} recusou o pedido.</translation>
    </message>
    <message>
        <source>{host} responds too slowly.</source>
        <translation>{host} responde demasiado devagar.</translation>
    </message>
    <message>
        <source>{host} returned an error.</source>
        <translation>{host} devolveu um erro.</translation>
    </message>
    <message>
        <source>{host} sent no list of failing entities.</source>
        <translation>{host} não enviou uma lista de entidades com erros.</translation>
    </message>
    <message>
        <source>{host} was not found.</source>
        <translation>{host} não foi encontrado.</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} horas</translation>
    </message>
    <message>
        <source>{id} (entered by a user)</source>
        <translation>{id} (introduzido por um utilizador)</translation>
    </message>
    <message>
        <source>{id} is not a tracker id of this environment.</source>
        <translation type="vanished">{id} não é um tracker id deste ambiente.</translation>
    </message>
    <message>
        <source>{kept} of {count} failing entities are shown.</source>
        <translation>São mostradas {kept} de {count} entidades com erros.</translation>
    </message>
    <message>
        <source>{key} or {other}</source>
        <translation>{key} ou {other}</translation>
    </message>
    <message>
        <source>{link} is a broken link.</source>
        <translation>{link} é uma ligação simbólica quebrada.</translation>
    </message>
    <message>
        <source>{link} is a link placed by another user in a folder that all users may write to.</source>
        <translation>{link} é uma ligação que outro utilizador colocou numa pasta onde todos podem escrever.</translation>
    </message>
    <message>
        <source>{link} is a link placed by another user.</source>
        <translation>{link} é uma ligação que outro utilizador colocou.</translation>
    </message>
    <message>
        <source>{link} is a link that another user has put into a folder where all may write.</source>
        <translation type="vanished">{link} é uma ligação que outro utilizador colocou numa pasta onde todos podem escrever.</translation>
    </message>
    <message>
        <source>{link} is a link that leads nowhere.</source>
        <translation type="vanished">{link} é uma ligação que não leva a lado nenhum.</translation>
    </message>
    <message numerus="yes">
        <source>{listed} of 1 run</source>
        <comment>{listed} of {n} runs</comment>
        <translation>
            <numerusform>{listed} de 1 execução</numerusform>
            <numerusform>{listed} de {n} execuções</numerusform>
        </translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <source>{method} {path} was not recognised.</source>
        <translation>{method} {path} não foi reconhecido.</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} minutos</translation>
    </message>
    <message>
        <source>{name} answers as another server than before.</source>
        <translation type="vanished">{name} responde como um servidor diferente do anterior.</translation>
    </message>
    <message>
        <source>{name} answers, but not everything is known.</source>
        <translation type="vanished">{name} responde, mas nem tudo é conhecido.</translation>
    </message>
    <message>
        <source>{name} cannot be imported into yet.</source>
        <translation type="vanished">Ainda não é possível importar para {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be imported.</source>
        <translation>Não é possível importar {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be sent.</source>
        <translation>Não é possível enviar {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be used.</source>
        <translation>Não é possível usar {name}.</translation>
    </message>
    <message>
        <source>{name} changed while it was in use.</source>
        <translation>{name} foi alterado enquanto estava a ser usado.</translation>
    </message>
    <message>
        <source>{name} could be any of {places}</source>
        <translation>{name} pode ser qualquer um de {places}</translation>
    </message>
    <message>
        <source>{name} could not be opened.</source>
        <translation>Não foi possível abrir {name}.</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>Não foi possível ler {name}.</translation>
    </message>
    <message>
        <source>{name} could not be repacked.</source>
        <translation>Não foi possível reorganizar {name}.</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>Não foi possível gravar {name}.</translation>
    </message>
    <message>
        <source>{name} does not describe the DMM API.</source>
        <translation>{name} não descreve a API do DMM.</translation>
    </message>
    <message>
        <source>{name} does not know an execution with this tracker id.</source>
        <translation>{name} não conhece uma execução com este tracker id.</translation>
    </message>
    <message>
        <source>{name} does not know an import with this tracker id.</source>
        <translation type="vanished">{name} não conhece nenhuma importação com este tracker id.</translation>
    </message>
    <message>
        <source>{name} has a different address now.</source>
        <translation>{name} tem agora outro endereço.</translation>
    </message>
    <message>
        <source>{name} has another address now.</source>
        <translation type="vanished">{name} tem agora outro endereço.</translation>
    </message>
    <message>
        <source>{name} has more than one value</source>
        <translation>{name} tem mais do que um valor</translation>
    </message>
    <message>
        <source>{name} has to be of type {kind}.</source>
        <translation type="vanished">{name} tem de ser do tipo {kind}.</translation>
    </message>
    <message>
        <source>{name} has to be one of {values}.</source>
        <translation type="vanished">{name} tem de ser um destes valores: {values}.</translation>
    </message>
    <message>
        <source>{name} is a JSON {kind} instead of base64 text</source>
        <translation>{name} é do tipo JSON “{kind}” em vez de texto base64</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>falta {name}</translation>
    </message>
    <message>
        <source>{name} is not a text</source>
        <translation>{name} não é um texto</translation>
    </message>
    <message>
        <source>{name} is ready for imports.</source>
        <translation type="vanished">{name} está pronto para importações.</translation>
    </message>
    <message>
        <source>{name} is sent in a header, which can carry only ASCII characters.</source>
        <translation type="vanished">{name} é enviado num cabeçalho, que só pode conter caracteres ASCII.</translation>
    </message>
    <message>
        <source>{name} is sent in a header, which can carry only printable ASCII characters.</source>
        <translation>{name} é enviado num cabeçalho, que só pode conter caracteres ASCII imprimíveis.</translation>
    </message>
    <message>
        <source>{name} is sent in a header, which cannot carry leading or trailing spaces.</source>
        <translation>{name} é enviado num cabeçalho, que não admite espaços no início nem no fim.</translation>
    </message>
    <message>
        <source>{name} is sent in a header, which holds plain ASCII characters only.</source>
        <translation type="vanished">{name} é enviado num cabeçalho, que só admite caracteres ASCII simples.</translation>
    </message>
    <message>
        <source>{name} is sent in a header, which loses the blanks around it.</source>
        <translation type="vanished">{name} é enviado num cabeçalho, que perde os espaços à sua volta.</translation>
    </message>
    <message>
        <source>{name} is sent in an address, in which it would be lost.</source>
        <translation type="vanished">{name} é enviado num endereço, onde se perderia.</translation>
    </message>
    <message>
        <source>{name} is sent in an address, where it would be lost.</source>
        <translation>{name} é enviado num endereço, onde se perderia.</translation>
    </message>
    <message>
        <source>{name} is the name of a device on Windows.</source>
        <translation>{name} é o nome de um dispositivo no Windows.</translation>
    </message>
    <message>
        <source>{name} is too large.</source>
        <translation>{name} é demasiado grande.</translation>
    </message>
    <message>
        <source>{name} looks like {operation}.</source>
        <translation>{name} parece ser {operation}.</translation>
    </message>
    <message>
        <source>{name} must be of type {kind}.</source>
        <translation>{name} tem de ser do tipo {kind}.</translation>
    </message>
    <message>
        <source>{name} must be one of {values}.</source>
        <translation>{name} tem de ser um destes valores: {values}.</translation>
    </message>
    <message>
        <source>{name} passed all checks.</source>
        <translation>{name} passou em todas as verificações.</translation>
    </message>
    <message>
        <source>{name} responds, but some things could not be confirmed.</source>
        <translation>{name} responde, mas não foi possível confirmar tudo.</translation>
    </message>
    <message>
        <source>{name} stands in it twice.</source>
        <translation type="vanished">{name} aparece duas vezes.</translation>
    </message>
    <message>
        <source>{now} now, {most} at most</source>
        <translation type="vanished">{now} agora, {most} no máximo</translation>
    </message>
    <message>
        <source>{now} records per second, peak {most}</source>
        <translation>{now} registos por segundo, máximo {most}</translation>
    </message>
    <message>
        <source>{now} records/s now · peak {most}</source>
        <translation>{now} registos/s agora · máx. {most}</translation>
    </message>
    <message>
        <source>{now}/s now · peak {most}</source>
        <translation type="vanished">{now}/s agora · máx. {most}</translation>
    </message>
    <message>
        <source>{n}</source>
        <translation>{n}</translation>
    </message>
    <message numerus="yes">
        <source>{n} byte</source>
        <comment>{n} bytes</comment>
        <translation>
            <numerusform>{n} byte</numerusform>
            <numerusform>{n} bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} bytes that do not belong to the zip stand before it.</source>
        <translation type="vanished">Antes do zip estão {n} bytes que não lhe pertencem.</translation>
    </message>
    <message>
        <source>{n} entities</source>
        <translation type="vanished">{n} entidades</translation>
    </message>
    <message>
        <source>{n} exports are being started.</source>
        <translation>Estão a ser iniciadas {n} exportações.</translation>
    </message>
    <message>
        <source>{n} exports were requested and have no response yet.</source>
        <translation>Foram pedidas {n} exportações, ainda sem resposta.</translation>
    </message>
    <message>
        <source>{n} files are still being uploaded.</source>
        <translation>Ainda estão a ser enviados {n} ficheiros.</translation>
    </message>
    <message>
        <source>{n} hits</source>
        <translation type="vanished">{n} resultados</translation>
    </message>
    <message>
        <source>{n} imports were sent and have no response yet.</source>
        <translation>{n} importações foram enviadas e ainda não têm resposta.</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation type="vanished">{n} linhas</translation>
    </message>
    <message>
        <source>{n} log lines saved.</source>
        <translation type="vanished">{n} linhas do log guardadas.</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation type="vanished">{n} minutos</translation>
    </message>
    <message>
        <source>{n} more files have this problem.</source>
        <translation type="vanished">Mais {n} ficheiros têm este problema.</translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation type="vanished">{n} registos</translation>
    </message>
    <message>
        <source>{n} requests to stop imports are being sent; it is not known whether they have arrived.</source>
        <translation type="vanished">Estão a ser enviados {n} pedidos de paragem de importações; não se sabe se chegaram.</translation>
    </message>
    <message>
        <source>{n} runs are being started.</source>
        <translation>Estão a ser iniciadas {n} execuções.</translation>
    </message>
    <message>
        <source>{n} runs were requested and have no response yet.</source>
        <translation>Foram pedidas {n} execuções, ainda sem resposta.</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation type="vanished">{n} segundos</translation>
    </message>
    <message>
        <source>{n} stop requests are being sent; it is not known whether they have arrived.</source>
        <translation>Estão a ser enviados {n} pedidos de paragem; não se sabe se chegaram.</translation>
    </message>
    <message>
        <source>{n} stops are being requested; it is not known whether they have arrived.</source>
        <translation type="vanished">{n} paragens estão a ser pedidas; não se sabe se os pedidos chegaram.</translation>
    </message>
    <message>
        <source>{one} and {other} are the same field.</source>
        <translation>{one} e {other} são o mesmo campo.</translation>
    </message>
    <message>
        <source>{operation} cannot be used. {reason}</source>
        <translation>Não é possível utilizar {operation}. {reason}</translation>
    </message>
    <message>
        <source>{operation} sent {label}, which is left out.</source>
        <translation>{operation} enviou {label}, que fica de fora.</translation>
    </message>
    <message>
        <source>{outcome}, with a tracker id that a user entered</source>
        <translation>{outcome}, com um tracker id introduzido por um utilizador</translation>
    </message>
    <message>
        <source>{outcome}, with a tracker id that may now belong to another execution</source>
        <translation>{outcome}, com um tracker id que pode pertencer agora a outra execução</translation>
    </message>
    <message>
        <source>{outcome}, with the tracker id of another execution</source>
        <translation>{outcome}, com o tracker id de outra execução</translation>
    </message>
    <message>
        <source>{outcome}, {errors}</source>
        <translation>{outcome}, {errors}</translation>
    </message>
    <message>
        <source>{page} could not be opened.</source>
        <translation>Não foi possível abrir a página {page}.</translation>
    </message>
    <message>
        <source>{part}, a folder in its path, has just been replaced by a link.</source>
        <translation>{part}, uma pasta do seu caminho, acabou de ser substituída por uma ligação.</translation>
    </message>
    <message>
        <source>{part}, on the way to it, has just been replaced by a link.</source>
        <translation type="vanished">{part}, no caminho até lá, acabou de ser substituído por uma ligação.</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{percent} uploaded</source>
        <translation>{percent} do envio</translation>
    </message>
    <message>
        <source>{placeholder} becomes date and time: YYYYMMDD_hhmmss.</source>
        <translation>{placeholder} passa a data e hora: YYYYMMDD_hhmmss.</translation>
    </message>
    <message>
        <source>{place}</source>
        <translation>{place}</translation>
    </message>
    <message>
        <source>{place} describes another API. {reason}</source>
        <translation>{place} descreve outra API. {reason}</translation>
    </message>
    <message>
        <source>{place} of {hits} hits</source>
        <translation type="vanished">{place} de {hits} resultados</translation>
    </message>
    <message>
        <source>{place} of {hits} matches</source>
        <translation>{place} de {hits} resultados</translation>
    </message>
    <message>
        <source>{place} on {host} has not responded to the export yet.</source>
        <translation>{place} em {host} ainda não respondeu à exportação.</translation>
    </message>
    <message>
        <source>{place} on {host} has not responded to the import yet.</source>
        <translation>{place} em {host} ainda não respondeu à importação.</translation>
    </message>
    <message>
        <source>{place} on {host} has not responded yet.</source>
        <translation>{place} em {host} ainda não respondeu.</translation>
    </message>
    <message>
        <source>{problem} {remedy}</source>
        <translation>{problem} {remedy}</translation>
    </message>
    <message>
        <source>{problem}, may be continuing</source>
        <translation type="vanished">{problem}, pode estar a continuar</translation>
    </message>
    <message>
        <source>{problem}, may still be running</source>
        <translation>{problem}, pode ainda estar em curso</translation>
    </message>
    <message>
        <source>{problem}, results not read yet</source>
        <translation>{problem}, resultados ainda não lidos</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{records} in {place} in {time}.</source>
        <translation>{records} em {place} em {time}.</translation>
    </message>
    <message>
        <source>{records} in {place}.</source>
        <translation>{records} em {place}.</translation>
    </message>
    <message>
        <source>{records} were imported into {place} in {time}.</source>
        <translation type="vanished">{records} importados para {place} em {time}.</translation>
    </message>
    <message>
        <source>{records} were imported into {place}.</source>
        <translation type="vanished">{records} importados para {place}.</translation>
    </message>
    <message>
        <source>{records} were processed in {place} in {time}.</source>
        <translation type="vanished">{records} processados em {place} em {time}.</translation>
    </message>
    <message>
        <source>{records} were processed in {place}.</source>
        <translation type="vanished">{records} processados em {place}.</translation>
    </message>
    <message>
        <source>{records} were processed.</source>
        <translation type="vanished">Foram processados {records}.</translation>
    </message>
    <message>
        <source>{records}.</source>
        <translation>{records}.</translation>
    </message>
    <message>
        <source>{root} exists, but refuses access without a key. If the API is there, use this as the address.</source>
        <translation>{root} existe, mas recusa o acesso sem chave. Se a API estiver aí, use-o como endereço.</translation>
    </message>
    <message>
        <source>{rows} in {files}</source>
        <translation>{rows} em {files}</translation>
    </message>
    <message>
        <source>{rows}, {records}.</source>
        <translation>{rows}, {records}.</translation>
    </message>
    <message>
        <source>{rows}, {records}: {count} fewer.</source>
        <translation>{rows}, {records}: menos {count}.</translation>
    </message>
    <message>
        <source>{rows}, {records}: {count} more.</source>
        <translation>{rows}, {records}: mais {count}.</translation>
    </message>
    <message>
        <source>{rows}; the number of records exported is not known.</source>
        <translation>{rows}; não se sabe quantos registos foram exportados.</translation>
    </message>
    <message>
        <source>{rows}; the number of records imported is not known.</source>
        <translation>{rows}; não se sabe quantos registos foram importados.</translation>
    </message>
    <message>
        <source>{rows}; {records}.</source>
        <translation>{rows}; {records}.</translation>
    </message>
    <message numerus="yes">
        <source>{shown} of 1 environment</source>
        <comment>{shown} of {n} environments</comment>
        <translation>
            <numerusform>{shown} de 1 ambiente</numerusform>
            <numerusform>{shown} de {n} ambientes</numerusform>
        </translation>
    </message>
    <message>
        <source>{state}, but the server&apos;s record counts disagree</source>
        <translation>{state}, mas as contagens de registos do servidor não coincidem</translation>
    </message>
    <message>
        <source>{state}, {records}</source>
        <translation>{state}, {records}</translation>
    </message>
    <message>
        <source>{state}, {records} in {time}</source>
        <translation>{state}, {records} em {time}</translation>
    </message>
    <message>
        <source>{told} But the server reports the result ERROR. {reason}</source>
        <translation type="vanished">{told} Mas o servidor indica o resultado ERROR. {reason}</translation>
    </message>
    <message>
        <source>{told} However, the server reports the result ERROR. {reason}</source>
        <translation>{told} Mas o servidor indica o resultado ERROR. {reason}</translation>
    </message>
    <message>
        <source>{told} It is not known whether any entities have errors.</source>
        <translation>{told} Não se sabe se há entidades com erros.</translation>
    </message>
    <message>
        <source>{told} It is not known whether entities have errors.</source>
        <translation type="vanished">{told} Não se sabe se há entidades com erros.</translation>
    </message>
    <message>
        <source>{told} Whether entities have errors could not be told.</source>
        <translation type="vanished">{told} Não foi possível saber se há entidades com erros.</translation>
    </message>
    <message>
        <source>{total} records</source>
        <translation>{total} registos</translation>
    </message>
    <message>
        <source>{total} records from {place}</source>
        <translation>{total} registos de {place}</translation>
    </message>
    <message>
        <source>{total} records into {place}</source>
        <translation>{total} registos para {place}</translation>
    </message>
    <message>
        <source>{type}, not an import</source>
        <translation type="vanished">{type}, não uma importação</translation>
    </message>
    <message>
        <source>{volume} (unit not documented)</source>
        <translation>{volume} (unidade não documentada)</translation>
    </message>
    <message>
        <source>{what}; the execution may still be running.</source>
        <translation>{what}; a execução pode ainda estar em curso.</translation>
    </message>
    <message>
        <source>{what}; the export may be continuing.</source>
        <translation type="vanished">{what}; a exportação pode estar a continuar.</translation>
    </message>
    <message>
        <source>{what}; the export may still be running.</source>
        <translation>{what}; a exportação pode ainda estar em curso.</translation>
    </message>
    <message>
        <source>{what}; the import may be continuing.</source>
        <translation type="vanished">{what}; a importação pode estar a continuar.</translation>
    </message>
    <message>
        <source>{what}; the import may still be running.</source>
        <translation>{what}; a importação pode ainda estar em curso.</translation>
    </message>
    <message>
        <source>{where}: {reason}.</source>
        <translation>{where}: {reason}.</translation>
    </message>
    <message>
        <source>“{constant}” is not a value in JSON.</source>
        <translation>“{constant}” não é um valor em JSON.</translation>
    </message>
    <message>
        <source>“{given}” cannot be used as an address.</source>
        <translation>“{given}” não pode ser usado como endereço.</translation>
    </message>
    <message>
        <source>“{id}” is not a tracker id of this environment.</source>
        <translation>“{id}” não é um tracker id deste ambiente.</translation>
    </message>
    <message>
        <source>“{name}” could not be saved.</source>
        <translation>Não foi possível guardar “{name}”.</translation>
    </message>
    <message>
        <source>“{name}” has this address already.</source>
        <translation>“{name}” já tem este endereço.</translation>
    </message>
    <message>
        <source>“{name}” is not a file on this computer.</source>
        <translation>“{name}” não é um ficheiro deste computador.</translation>
    </message>
    <message>
        <source>“{name}” is not a zip file.</source>
        <translation>“{name}” não é um ficheiro zip.</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>About DMM Desktop</source>
        <translation>Acerca do DMM Desktop</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>DMM Desktop {version}</source>
        <translation>DMM Desktop {version}</translation>
    </message>
    <message>
        <source>Imports and exports data of OutSystems environments through the DMM API.</source>
        <translation>Importa e exporta dados de ambientes OutSystems através da API do DMM.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licenças</translation>
    </message>
</context>
<context>
    <name>AdviceBanner</name>
    <message>
        <source>Check again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>Introduzir chave…</translation>
    </message>
    <message>
        <source>Read results again</source>
        <translation>Voltar a ler os resultados</translation>
    </message>
    <message>
        <source>Record outcome…</source>
        <translation>Registar resultado…</translation>
    </message>
    <message>
        <source>Server response</source>
        <translation>Resposta do servidor</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Tentar agora</translation>
    </message>
    <message>
        <source>Watch again</source>
        <translation>Voltar a acompanhar</translation>
    </message>
</context>
<context>
    <name>AuthorityField</name>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Certificados (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>Choose certificate</source>
        <translation>Escolher certificado</translation>
    </message>
    <message>
        <source>Choose certificate…</source>
        <translation>Escolher certificado…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>System and {names}</source>
        <translation>Sistema e {names}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informação</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Êxito</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>All entities</source>
        <translation>Todas as entidades</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos os ficheiros</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Todas as ocorrências</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Ficheiros CSV (*.csv)</translation>
    </message>
    <message>
        <source>Checking all rows: {percent}</source>
        <translation>A verificar todas as linhas: {percent}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Erros e avisos</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Só erros</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Ocorrências</translation>
    </message>
    <message>
        <source>No findings match the filter.</source>
        <translation>Nenhuma ocorrência corresponde ao filtro.</translation>
    </message>
    <message>
        <source>No findings.</source>
        <translation>Sem ocorrências.</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referências</translation>
    </message>
    <message>
        <source>Results of the check</source>
        <translation>Resultados da verificação</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Guardar como CSV…</translation>
    </message>
    <message>
        <source>Save check sheet…</source>
        <translation>Guardar folha de verificação…</translation>
    </message>
    <message>
        <source>Save results of the check</source>
        <translation>Guardar resultados da verificação</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravidade</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Warnings only</source>
        <translation>Só avisos</translation>
    </message>
    <message>
        <source>{name} was saved.</source>
        <translation>{name} foi guardado.</translation>
    </message>
</context>
<context>
    <name>CheckSheetSaving</name>
    <message>
        <source>Save check sheet</source>
        <translation>Guardar folha de verificação</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Páginas Web (*.html)</translation>
    </message>
</context>
<context>
    <name>CheckWait</name>
    <message>
        <source>Checking all rows: {percent}</source>
        <translation>A verificar todas as linhas: {percent}</translation>
    </message>
    <message>
        <source>Do not start</source>
        <translation>Não iniciar</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Progresso da verificação</translation>
    </message>
    <message>
        <source>Start import</source>
        <translation>Iniciar importação</translation>
    </message>
    <message>
        <source>Start without waiting</source>
        <translation>Iniciar sem esperar</translation>
    </message>
    <message>
        <source>The import starts automatically as soon as all rows have been checked, unless there are errors, or new warnings about earlier imports.</source>
        <translation>A importação começa automaticamente assim que todas as linhas tiverem sido verificadas, a menos que haja erros ou novos avisos sobre importações anteriores.</translation>
    </message>
</context>
<context>
    <name>ChoiceEntry</name>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Não definido</translation>
    </message>
</context>
<context>
    <name>CloseQuestion</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close DMM Desktop</source>
        <translation>Fechar o DMM Desktop</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Manter aberto</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Closing…</source>
        <translation>A fechar…</translation>
    </message>
</context>
<context>
    <name>ConfigurationEditor</name>
    <message>
        <source>Configuration</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulário</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON files (*.json);;All files (*)</source>
        <translation>Ficheiros JSON (*.json);;Todos os ficheiros (*)</translation>
    </message>
    <message>
        <source>Load configuration</source>
        <translation>Carregar configuração</translation>
    </message>
    <message>
        <source>Load from file…</source>
        <translation>Carregar de ficheiro…</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Nenhum.</translation>
    </message>
    <message>
        <source>Only its beginning is shown. All of it is sent, with the fields set in this wizard.</source>
        <translation>Só é mostrado o início. É enviada na totalidade, com os campos definidos neste assistente.</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>Outros campos</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>A ler a configuração…</translation>
    </message>
    <message>
        <source>Save it as a file, and load that file.</source>
        <translation>Guarde-o num ficheiro e carregue esse ficheiro.</translation>
    </message>
    <message>
        <source>Sent unchanged.</source>
        <translation>São enviados sem alterações.</translation>
    </message>
    <message>
        <source>The configuration is too large to edit here: {size}.</source>
        <translation>A configuração é demasiado grande para ser editada aqui: {size}.</translation>
    </message>
    <message>
        <source>The pasted text is too large to edit here.</source>
        <translation>O texto colado é demasiado grande para ser editado aqui.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>When it was loaded or entered, the configuration named the connection {name}.</source>
        <translation>Quando foi carregada ou introduzida, a configuração indicava a ligação {name}.</translation>
    </message>
    <message>
        <source>from {file}</source>
        <translation>de {file}</translation>
    </message>
    <message>
        <source>{file} is too large to edit here: {size}.</source>
        <translation>{file} é demasiado grande para ser editado aqui: {size}.</translation>
    </message>
</context>
<context>
    <name>ConfigurationPage</name>
    <message>
        <source>What should be exported, and how?</source>
        <translation>O que exportar, e como?</translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Add an existing one</source>
        <translation>Adicionar uma existente</translation>
    </message>
    <message>
        <source>Add connection</source>
        <translation>Adicionar ligação</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>A adicionar…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Create a new one</source>
        <translation>Criar uma nova</translation>
    </message>
    <message>
        <source>Create connection</source>
        <translation>Criar ligação</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>A criar…</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Nova ligação</translation>
    </message>
    <message>
        <source>Reading what a connection needs…</source>
        <translation>A ler aquilo de que uma ligação precisa…</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>The request is on its way to {host} and cannot be taken back. Wait for the response.</source>
        <translation>O pedido está a caminho de {host} e não pode ser anulado. Espere pela resposta.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar novamente</translation>
    </message>
</context>
<context>
    <name>ConnectionTree</name>
    <message>
        <source>Connections</source>
        <translation>Ligações</translation>
    </message>
</context>
<context>
    <name>ConnectionsPanel</name>
    <message>
        <source>Add an environment first.</source>
        <translation>Adicione primeiro um ambiente.</translation>
    </message>
    <message>
        <source>Add environment…</source>
        <translation>Adicionar ambiente…</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copiar endereço</translation>
    </message>
    <message>
        <source>Duplicate environment…</source>
        <translation>Duplicar ambiente…</translation>
    </message>
    <message>
        <source>Edit connection…</source>
        <translation>Editar ligação…</translation>
    </message>
    <message>
        <source>Edit environment…</source>
        <translation>Editar ambiente…</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Ambientes</translation>
    </message>
    <message>
        <source>Export data from here…</source>
        <translation>Exportar dados daqui…</translation>
    </message>
    <message>
        <source>Filter environments</source>
        <translation>Filtrar ambientes</translation>
    </message>
    <message>
        <source>Import data here…</source>
        <translation>Importar dados para aqui…</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Nova ligação…</translation>
    </message>
    <message>
        <source>No environment matches “{filter}”.</source>
        <translation>Nenhum ambiente corresponde a “{filter}”.</translation>
    </message>
    <message>
        <source>No environments yet. Add the one that you want to import into or export from.</source>
        <translation>Ainda não há ambientes. Adicione aquele para onde quer importar ou de onde quer exportar.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Abrir no navegador</translation>
    </message>
    <message>
        <source>Open {host} in the browser</source>
        <translation>Abrir {host} no navegador</translation>
    </message>
    <message>
        <source>Remove connection…</source>
        <translation>Remover ligação…</translation>
    </message>
    <message>
        <source>Remove environment…</source>
        <translation>Remover ambiente…</translation>
    </message>
    <message>
        <source>Select an environment first.</source>
        <translation>Selecione primeiro um ambiente.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar ligação</translation>
    </message>
</context>
<context>
    <name>ConstantsQuestion</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Include these values</source>
        <translation>Incluir estes valores</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Some API descriptions contain values whose meaning is not known.</source>
        <translation>Algumas descrições da API contêm valores cujo significado não é conhecido.</translation>
    </message>
    <message>
        <source>They may be confidential: {values}</source>
        <translation>Podem ser confidenciais: {values}</translation>
    </message>
</context>
<context>
    <name>CopyableTable</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copiar tudo</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>Erro interno</translation>
    </message>
    <message>
        <source>Something went wrong inside DMM Desktop.</source>
        <translation>Algo correu mal dentro do DMM Desktop.</translation>
    </message>
    <message>
        <source>This is a defect in the application, not in your data. What is running on the server is not stopped. Copy the details for whoever helps you. To collect more, use Help &gt; Save support bundle.</source>
        <translation>Este é um defeito da aplicação, não dos seus dados. O que está em curso no servidor não é parado. Copie os detalhes para quem o ajudar. Para recolher mais, use Ajuda &gt; Guardar pacote de suporte.</translation>
    </message>
</context>
<context>
    <name>CurlDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy as curl: {run}</source>
        <translation>Copiar como curl: {run}</translation>
    </message>
    <message>
        <source>Only the beginning of the command is shown. Copy copies all of it.</source>
        <translation>Só é mostrado o início do comando. Copiar copia-o todo.</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Pedido</translation>
    </message>
</context>
<context>
    <name>DescriptionDialog</name>
    <message>
        <source>Built-in description</source>
        <translation>Descrição incorporada</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Alterar…</translation>
    </message>
    <message>
        <source>DMM Desktop then calls the API in the same way as requests that already work for you.</source>
        <translation>O DMM Desktop passa a chamar a API da mesma forma que os pedidos que já funcionam consigo.</translation>
    </message>
    <message>
        <source>Description found in the environment</source>
        <translation>Descrição encontrada no ambiente</translation>
    </message>
    <message>
        <source>Description saved.</source>
        <translation>Descrição guardada.</translation>
    </message>
    <message>
        <source>Learn from a request</source>
        <translation>Aprender com um pedido</translation>
    </message>
    <message>
        <source>OpenAPI 3 (*.json)</source>
        <translation>OpenAPI 3 (*.json)</translation>
    </message>
    <message>
        <source>Options ignored: {names}.</source>
        <translation>Opções ignoradas: {names}.</translation>
    </message>
    <message>
        <source>Present description</source>
        <translation>Descrição atual</translation>
    </message>
    <message>
        <source>Save description</source>
        <translation>Guardar descrição</translation>
    </message>
    <message>
        <source>Save description…</source>
        <translation>Guardar descrição…</translation>
    </message>
    <message>
        <source>The requests were sent to {host}, not to the environment. Their key is not offered.</source>
        <translation>Os pedidos foram enviados para {host}, e não para o ambiente. A chave deles não é proposta.</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>Anular alterações</translation>
    </message>
    <message>
        <source>Use description</source>
        <translation>Usar descrição</translation>
    </message>
    <message>
        <source>Use the REST API key in the requests</source>
        <translation>Usar a chave da API REST dos pedidos</translation>
    </message>
    <message>
        <source>Use {address} as the address</source>
        <translation>Usar {address} como endereço</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>texto colado</translation>
    </message>
</context>
<context>
    <name>DescriptionField</name>
    <message>
        <source>Built in; none was found</source>
        <translation>Incorporada; não foi encontrada nenhuma</translation>
    </message>
    <message>
        <source>Changed here</source>
        <translation>Alterada aqui</translation>
    </message>
    <message>
        <source>Found in the environment</source>
        <translation>Encontrada no ambiente</translation>
    </message>
    <message>
        <source>Learn from a request…</source>
        <translation>Aprender com um pedido…</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Aprendida</translation>
    </message>
    <message>
        <source>Learned from {name}</source>
        <translation>Aprendida de {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove the API description</source>
        <translation>Remover a descrição da API</translation>
    </message>
    <message>
        <source>The description shows how each operation is called. It can also come from a Swagger, OpenAPI, Postman or HAR file.</source>
        <translation>A descrição mostra como cada operação é chamada. Também pode vir de um ficheiro Swagger, OpenAPI, Postman ou HAR.</translation>
    </message>
    <message>
        <source>The environment&apos;s own, if it has one</source>
        <translation>A do próprio ambiente, se existir</translation>
    </message>
</context>
<context>
    <name>DestinationPage</name>
    <message>
        <source>Add the environment you want to import into.</source>
        <translation>Adicione o ambiente para o qual quer importar.</translation>
    </message>
    <message>
        <source>Choose the connection that receives the records.</source>
        <translation>Escolha a ligação que recebe os registos.</translation>
    </message>
    <message>
        <source>Choose where the data should go.</source>
        <translation>Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Destinos</translation>
    </message>
    <message>
        <source>The earlier import was sent to {before}, but {name} is now {now}. Choose where the data should go.</source>
        <translation>A importação anterior foi enviada para {before}, mas {name} é agora {now}. Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>The export came from here</source>
        <translation>A exportação veio daqui</translation>
    </message>
    <message>
        <source>The export came from here. Append mode would duplicate its records.</source>
        <translation>A exportação veio daqui. Acrescentar duplicaria os seus registos.</translation>
    </message>
    <message>
        <source>The preset “{preset}” is for {connection}, but {name} has no such connection that receives records. Choose where the data should go.</source>
        <translation>A predefinição “{preset}” é para {connection}, mas {name} não tem essa ligação para receber registos. Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>The preset “{preset}” is for {place}, where the export came from. Choose where the data should go.</source>
        <translation>A predefinição “{preset}” é para {place}, de onde a exportação veio. Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>The preset “{preset}” was saved for {before}, but {name} is now {now}. Choose where the data should go.</source>
        <translation>A predefinição “{preset}” foi guardada para {before}, mas {name} é agora {now}. Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>Where should the data go?</source>
        <translation>Para onde devem ir os dados?</translation>
    </message>
    <message>
        <source>{name} is a Data Source: it cannot receive data. Choose where the data should go.</source>
        <translation>{name} é uma Data Source: não pode receber dados. Escolha para onde devem ir os dados.</translation>
    </message>
    <message>
        <source>{name} is not in the list. Choose where the data should go.</source>
        <translation>{name} não está na lista. Escolha para onde devem ir os dados.</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Server response</source>
        <translation>Resposta do servidor</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>It is too late to cancel.</source>
        <translation>É demasiado tarde para cancelar.</translation>
    </message>
    <message>
        <source>What you entered is already being saved.</source>
        <translation>O que introduziu já está a ser guardado.</translation>
    </message>
</context>
<context>
    <name>DiscardQuestion</name>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Continuar a editar</translation>
    </message>
</context>
<context>
    <name>DownloadWords</name>
    <message>
        <source>Waiting for a response from {host}.</source>
        <translation>A aguardar uma resposta de {host}.</translation>
    </message>
    <message>
        <source>{size} received.</source>
        <translation>{size} recebidos.</translation>
    </message>
    <message>
        <source>{size} verified.</source>
        <translation>{size} verificados.</translation>
    </message>
</context>
<context>
    <name>EditConnectionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Connection name</source>
        <translation>Nome da ligação</translation>
    </message>
    <message>
        <source>Connection type</source>
        <translation>Tipo de ligação</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>Editar ligação</translation>
    </message>
    <message>
        <source>Save connection</source>
        <translation>Guardar ligação</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>The connection has this name in DMM.</source>
        <translation>A ligação tem este nome no DMM.</translation>
    </message>
</context>
<context>
    <name>EntitiesModel</name>
    <message>
        <source>Check stopped</source>
        <translation>Verificação parada</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Codificação</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Line ends</source>
        <translation>Fins de linha</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Em falta</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Misturados</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Sem ocorrências</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Não contados</translation>
    </message>
    <message>
        <source>Not quoted</source>
        <translation>Sem delimitação</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>Uma coluna</translation>
    </message>
    <message>
        <source>Opaque</source>
        <translation>Opaca</translation>
    </message>
    <message>
        <source>Quoting</source>
        <translation>Delimitação</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lida</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registos</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Separador</translation>
    </message>
    <message>
        <source>Single-byte</source>
        <translation>Um byte por carácter</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Estrutura</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulação</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Pouco claro</translation>
    </message>
    <message>
        <source>no records</source>
        <translation>sem registos</translation>
    </message>
    <message>
        <source>records not counted</source>
        <translation>registos não contados</translation>
    </message>
</context>
<context>
    <name>EntitiesTable</name>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
</context>
<context>
    <name>EntityTable</name>
    <message>
        <source>Save failing entities…</source>
        <translation>Guardar entidades com erros…</translation>
    </message>
    <message>
        <source>Show in log</source>
        <translation>Mostrar no log</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Optional.</source>
        <translation>Opcional.</translation>
    </message>
</context>
<context>
    <name>EnvironmentDialog</name>
    <message>
        <source>A different server responds at this address.</source>
        <translation>Neste endereço responde um servidor diferente do anterior.</translation>
    </message>
    <message>
        <source>Add environment</source>
        <translation>Adicionar ambiente</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Duplicate environment</source>
        <translation>Duplicar ambiente</translation>
    </message>
    <message>
        <source>Edit environment</source>
        <translation>Editar ambiente</translation>
    </message>
    <message>
        <source>If this is expected, save the environment.</source>
        <translation>Se isto for esperado, guarde o ambiente.</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mais definições</translation>
    </message>
    <message>
        <source>Save environment</source>
        <translation>Guardar ambiente</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar ligação</translation>
    </message>
    <message>
        <source>Tested {when}</source>
        <translation>Testado {when}</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>A testar…</translation>
    </message>
</context>
<context>
    <name>EnvironmentForm</name>
    <message>
        <source>API description</source>
        <translation>Descrição da API</translation>
    </message>
    <message>
        <source>Authentication Token page</source>
        <translation>Página Authentication Token</translation>
    </message>
    <message>
        <source>Changed: the API was found here, above the address that you entered. Check the address, then test again.</source>
        <translation>Alterado: a API foi encontrada aqui, acima do endereço que indicou. Verifique o endereço e teste de novo.</translation>
    </message>
    <message>
        <source>Check of zips</source>
        <translation>Verificação de zips</translation>
    </message>
    <message>
        <source>Choose the stage of the environment.</source>
        <translation>Escolha a fase do ambiente.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Ligações</translation>
    </message>
    <message>
        <source>Copy it from the browser. DMM Desktop finds the API below or above it.</source>
        <translation>Copie-o do navegador. O DMM Desktop encontra a API abaixo ou acima dele.</translation>
    </message>
    <message>
        <source>Enter the REST API key of the environment.</source>
        <translation>Introduza a chave da API REST do ambiente.</translation>
    </message>
    <message>
        <source>Environment address</source>
        <translation>Endereço do ambiente</translation>
    </message>
    <message>
        <source>Environment name</source>
        <translation>Nome do ambiente</translation>
    </message>
    <message>
        <source>Give the environment a name.</source>
        <translation>Dê um nome ao ambiente.</translation>
    </message>
    <message>
        <source>In Production, every import asks you to type the environment&apos;s name.</source>
        <translation>Em Produção, cada importação pede que escreva o nome do ambiente.</translation>
    </message>
    <message>
        <source>Leave empty to keep the stored key, if there is one.</source>
        <translation>Deixe vazio para manter a chave guardada, se houver.</translation>
    </message>
    <message>
        <source>Optional: its address, so that DMM Desktop can open it when you need a one-time token.</source>
        <translation>Opcional: o endereço dela, para que o DMM Desktop a possa abrir quando for preciso um token de utilização única.</translation>
    </message>
    <message>
        <source>REST API key</source>
        <translation>Chave da API REST</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Texts, dates and ids that look wrong then block imports into this environment.</source>
        <translation>Textos, datas e ids que parecem errados bloqueiam então as importações para este ambiente.</translation>
    </message>
    <message>
        <source>The address has changed. Check whether this is still the stage of the environment.</source>
        <translation>O endereço mudou. Verifique se esta ainda é a fase do ambiente.</translation>
    </message>
    <message>
        <source>The address has changed. Enter the key for the new address.</source>
        <translation>O endereço mudou. Introduza a chave para o novo endereço.</translation>
    </message>
    <message>
        <source>The address has changed. If the API description always sends values of its own, they are sent to the new one.</source>
        <translation>O endereço mudou. Se a descrição da API envia sempre valores próprios, estes são enviados para o novo.</translation>
    </message>
    <message>
        <source>The address has changed. These values are sent to the new one: {values}.</source>
        <translation>O endereço mudou. Estes valores são enviados para o novo: {values}.</translation>
    </message>
    <message>
        <source>The environment refused the stored key.</source>
        <translation>O ambiente recusou a chave guardada.</translation>
    </message>
    <message>
        <source>The environment refused this key.</source>
        <translation>O ambiente recusou esta chave.</translation>
    </message>
    <message>
        <source>The key of “{name}” is not copied. Enter the key for this environment.</source>
        <translation>A chave de “{name}” não é copiada. Introduza a chave deste ambiente.</translation>
    </message>
    <message>
        <source>They are not created: DMM must have them here too. Only stricter stages are copied.</source>
        <translation>Não são criadas: o DMM também tem de as ter aqui. Só são copiadas fases mais restritivas.</translation>
    </message>
    <message>
        <source>This page is on {host}, which is not the environment&apos;s host.</source>
        <translation>Esta página está em {host}, que não é o servidor do ambiente.</translation>
    </message>
    <message>
        <source>Token page</source>
        <translation>Página do token</translation>
    </message>
    <message>
        <source>Treat content warnings as errors</source>
        <translation>Tratar avisos sobre o conteúdo como erros</translation>
    </message>
    <message>
        <source>“{part}” was left out: it is not part of the address of an API.</source>
        <translation>“{part}” foi omitido: não faz parte do endereço de uma API.</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>A zip</source>
        <translation>Um zip</translation>
    </message>
    <message>
        <source>A zip for Excel</source>
        <translation>Um zip para Excel</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Destino dos dados</translation>
    </message>
    <message>
        <source>Name of the zip</source>
        <translation>Nome do zip</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registos</translation>
    </message>
    <message>
        <source>Structure only, without records</source>
        <translation>Só a estrutura, sem registos</translation>
    </message>
    <message>
        <source>With their records</source>
        <translation>Com os seus registos</translation>
    </message>
</context>
<context>
    <name>ExportEditor</name>
    <message>
        <source>Earlier exports…</source>
        <translation>Exportações anteriores…</translation>
    </message>
    <message>
        <source>Opens a menu</source>
        <translation>Abre um menu</translation>
    </message>
    <message>
        <source>The connection follows the choice on the Source page.</source>
        <translation>A ligação segue a escolha na página Origem.</translation>
    </message>
    <message>
        <source>{name} will be sent, as chosen on the Source page.</source>
        <translation>Será enviado {name}, como escolhido na página Origem.</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Choose them in DMM, and download the configuration there. Sent as {field}.</source>
        <translation>Escolha-as no DMM e descarregue aí a configuração. São enviadas como {field}.</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Blocos</translation>
    </message>
    <message>
        <source>Enter a whole number, such as 20000.</source>
        <translation>Indique um número inteiro, como 20000.</translation>
    </message>
    <message>
        <source>Enter the connection that receives the data.</source>
        <translation>Indique a ligação que recebe os dados.</translation>
    </message>
    <message>
        <source>Enter the folder that receives the data.</source>
        <translation>Indique a pasta que recebe os dados.</translation>
    </message>
    <message>
        <source>Enter the name of the zip.</source>
        <translation>Indique o nome do zip.</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
    <message>
        <source>It is assumed that DMM cannot import a zip in this format.</source>
        <translation>Supõe-se que o DMM não consegue importar um zip neste formato.</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mais definições</translation>
    </message>
    <message>
        <source>No entities</source>
        <translation>Nenhuma entidade</translation>
    </message>
    <message>
        <source>Sent as {field}.</source>
        <translation>Enviado como {field}.</translation>
    </message>
    <message>
        <source>Set on the Source page. Sent as {field}.</source>
        <translation>Definida na página Origem. É enviada como {field}.</translation>
    </message>
    <message>
        <source>Source connection</source>
        <translation>Ligação de origem</translation>
    </message>
    <message>
        <source>The configuration has {value} here, which is sent as written.</source>
        <translation>A configuração tem aqui {value}, que é enviado tal como está escrito.</translation>
    </message>
    <message>
        <source>The configuration lists no entities. Load one downloaded from DMM, or choose an earlier export.</source>
        <translation>A configuração não indica entidades. Carregue uma descarregada do DMM ou escolha uma exportação anterior.</translation>
    </message>
    <message>
        <source>The configuration lists no entities. Load one downloaded from DMM.</source>
        <translation>A configuração não indica entidades. Carregue uma descarregada do DMM.</translation>
    </message>
    <message>
        <source>There will be no zip to save here.</source>
        <translation>Não haverá aqui um zip para guardar.</translation>
    </message>
</context>
<context>
    <name>ExportReview</name>
    <message>
        <source>It is assumed that DMM cannot import a zip for Excel.</source>
        <translation>Supõe-se que o DMM não consegue importar um zip para Excel.</translation>
    </message>
    <message>
        <source>It is not known whether {name} is Production.</source>
        <translation>Não se sabe se {name} é Produção.</translation>
    </message>
    <message>
        <source>Records that it has written stay there, even if you stop the export.</source>
        <translation>Os registos que escreveu ficam lá, mesmo que pare a exportação.</translation>
    </message>
    <message>
        <source>The configuration sends the data to a database, SFTP or a folder.</source>
        <translation>A configuração envia os dados para uma base de dados, SFTP ou uma pasta.</translation>
    </message>
    <message>
        <source>There will be no zip to save here.</source>
        <translation>Não haverá aqui um zip para guardar.</translation>
    </message>
    <message>
        <source>This export from {name} has not started yet.</source>
        <translation>Esta exportação de {name} ainda não começou.</translation>
    </message>
    <message>
        <source>This export writes into it. To say what it is, add it to {environment} as a connection.</source>
        <translation>Esta exportação escreve nela. Para indicar o que é, adicione-a a {environment} como ligação.</translation>
    </message>
    <message>
        <source>This export writes into {name}, which is Production.</source>
        <translation>Esta exportação escreve em {name}, que é Produção.</translation>
    </message>
    <message>
        <source>To import the data later, turn off the format for Excel on the Configuration page.</source>
        <translation>Para importar os dados mais tarde, desligue o formato para Excel na página Configuração.</translation>
    </message>
    <message>
        <source>Type {name} to confirm that this export writes into it.</source>
        <translation>Escreva {name} para confirmar que esta exportação escreve nessa ligação.</translation>
    </message>
    <message>
        <source>You cannot export from {name} yet.</source>
        <translation>Ainda não é possível exportar de {name}.</translation>
    </message>
</context>
<context>
    <name>ExportWizard</name>
    <message>
        <source>Configuration</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>Discard export</source>
        <translation>Descartar exportação</translation>
    </message>
    <message>
        <source>Discard this export?</source>
        <translation>Descartar esta exportação?</translation>
    </message>
    <message>
        <source>Drop one JSON file: the configuration of an export.</source>
        <translation>Largue um ficheiro JSON: a configuração de uma exportação.</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>Exportar dados</translation>
    </message>
    <message>
        <source>For Excel</source>
        <translation>Para Excel</translation>
    </message>
    <message>
        <source>No export is started, and your entries are not kept.</source>
        <translation>Nenhuma exportação é iniciada e o que indicou não fica guardado.</translation>
    </message>
    <message>
        <source>No zip to save</source>
        <translation>Sem zip para guardar</translation>
    </message>
    <message>
        <source>Reads from {place} on {host}</source>
        <translation>Lê de {place} em {host}</translation>
    </message>
    <message>
        <source>Review and start</source>
        <translation>Rever e iniciar</translation>
    </message>
    <message>
        <source>Start export</source>
        <translation>Iniciar exportação</translation>
    </message>
    <message>
        <source>Structure only</source>
        <translation>Só a estrutura</translation>
    </message>
</context>
<context>
    <name>FailingEntities</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy failing entities</source>
        <translation>Copiar entidades com erros</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Failing entities</source>
        <translation>Entidades com erros</translation>
    </message>
    <message>
        <source>Save failing entities…</source>
        <translation>Guardar entidades com erros…</translation>
    </message>
</context>
<context>
    <name>FailingEntitiesModel</name>
    <message>
        <source>Count</source>
        <translation>Vezes</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Error and tip</source>
        <translation>Erro e sugestão</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Visto primeiro</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Show in log</source>
        <translation>Mostrar no log</translation>
    </message>
    <message>
        <source>count {count}</source>
        <translation>vezes: {count}</translation>
    </message>
    <message>
        <source>first time {time}</source>
        <translation>primeira vez {time}</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>A copy without that folder can be imported. The original stays as it is.</source>
        <translation>É possível importar uma cópia sem essa pasta. O original fica como está.</translation>
    </message>
    <message>
        <source>All results…</source>
        <translation>Todos os resultados…</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Procurar…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>Checking all rows: {percent}</source>
        <translation>A verificar todas as linhas: {percent}</translation>
    </message>
    <message>
        <source>Checking. The next page will follow.</source>
        <translation>A verificar. A página seguinte abre-se a seguir.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Choose the import zip</source>
        <translation>Escolher o zip a importar</translation>
    </message>
    <message>
        <source>Choose the zip file</source>
        <translation>Escolha o ficheiro zip</translation>
    </message>
    <message>
        <source>Choose the zip file you want to import.</source>
        <translation>Escolha o ficheiro zip que quer importar.</translation>
    </message>
    <message>
        <source>Drop a zip here, or enter its path</source>
        <translation>Largue aqui um zip ou indique o caminho</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entidades</translation>
    </message>
    <message>
        <source>Everything is in the folder {folder}.</source>
        <translation>Está tudo na pasta {folder}.</translation>
    </message>
    <message>
        <source>It is being checked again.</source>
        <translation>Está a ser verificado de novo.</translation>
    </message>
    <message>
        <source>It was checked again. Review the import before you start it.</source>
        <translation>Foi verificado de novo. Reveja a importação antes de a iniciar.</translation>
    </message>
    <message>
        <source>Nothing is sent until you press Start import.</source>
        <translation>Nada é enviado até premir Iniciar importação.</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Progresso da verificação</translation>
    </message>
    <message>
        <source>Stop check</source>
        <translation>Parar verificação</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>A verificação foi parada.</translation>
    </message>
    <message>
        <source>This file cannot be imported.</source>
        <translation>Não é possível importar este ficheiro.</translation>
    </message>
    <message>
        <source>This file cannot be imported. Choose another one.</source>
        <translation>Não é possível importar este ficheiro. Escolha outro.</translation>
    </message>
    <message>
        <source>Write repacked copy</source>
        <translation>Gravar cópia reorganizada</translation>
    </message>
    <message>
        <source>Write repacked copy…</source>
        <translation>Gravar cópia reorganizada…</translation>
    </message>
    <message>
        <source>Writing the copy…</source>
        <translation>A gravar a cópia…</translation>
    </message>
    <message>
        <source>Zip file</source>
        <translation>Ficheiro zip</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Ficheiros zip (*.zip)</translation>
    </message>
    <message>
        <source>Zip files (*.zip);;All files (*)</source>
        <translation>Ficheiros zip (*.zip);;Todos os ficheiros (*)</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy tracker id</source>
        <translation>Copiar tracker id</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Editar nota</translation>
    </message>
    <message>
        <source>Goes to: {places}</source>
        <translation>Destino: {places}</translation>
    </message>
    <message>
        <source>Started elsewhere</source>
        <translation>Iniciada noutro local</translation>
    </message>
    <message>
        <source>Started elsewhere; the file is unknown</source>
        <translation>Iniciada noutro sítio; não se conhece o ficheiro</translation>
    </message>
    <message>
        <source>Tracker id</source>
        <translation>Tracker id</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All environments</source>
        <translation>Todos os ambientes</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Filter and group runs</source>
        <translation>Filtrar e agrupar execuções</translation>
    </message>
    <message>
        <source>Group by environment</source>
        <translation>Agrupar por ambiente</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Procurar execuções</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todas</translation>
    </message>
    <message>
        <source>Show all runs</source>
        <translation>Mostrar todas as execuções</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Vezes</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Ocorrência</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrado</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regra</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravidade</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Whole file</source>
        <translation>Ficheiro inteiro</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, linha {line}</translation>
    </message>
    <message>
        <source>{names} is ignored.</source>
        <translation>{names}: ignorado.</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>Findings</source>
        <translation>Ocorrências</translation>
    </message>
    <message>
        <source>Show in file…</source>
        <translation>Mostrar no ficheiro…</translation>
    </message>
</context>
<context>
    <name>FollowedQuestion</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close DMM Desktop</source>
        <translation>Fechar o DMM Desktop</translation>
    </message>
    <message>
        <source>Do not ask again</source>
        <translation>Não perguntar de novo</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Manter aberto</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Export again…</source>
        <translation>Exportar de novo…</translation>
    </message>
    <message>
        <source>Import again…</source>
        <translation>Importar de novo…</translation>
    </message>
    <message>
        <source>Import this into…</source>
        <translation>Importar para…</translation>
    </message>
    <message>
        <source>Opens a menu</source>
        <translation>Abre um menu</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>Save export…</source>
        <translation>Guardar exportação…</translation>
    </message>
    <message>
        <source>Save logs…</source>
        <translation>Guardar logs…</translation>
    </message>
    <message>
        <source>Save report as HTML…</source>
        <translation>Guardar relatório como HTML…</translation>
    </message>
    <message>
        <source>Save report as JSON…</source>
        <translation>Guardar relatório como JSON…</translation>
    </message>
    <message>
        <source>Save support bundle…</source>
        <translation>Guardar pacote de suporte…</translation>
    </message>
    <message>
        <source>Show report…</source>
        <translation>Mostrar relatório…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop again</source>
        <translation>Parar de novo</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Deixar de acompanhar</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Connection</source>
        <translation>Ligação</translation>
    </message>
    <message>
        <source>Connection as JSON</source>
        <translation>Ligação em JSON</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulário</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Loading the fields of a connection…</source>
        <translation>A carregar os campos de uma ligação…</translation>
    </message>
    <message>
        <source>Secrets you entered are kept but not shown here.</source>
        <translation>Os segredos introduzidos mantêm-se, mas não são mostrados aqui.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>User guide</source>
        <translation>Guia do utilizador</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Conteúdo</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Resultado seguinte</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Sem resultados</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Resultado anterior</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Procurar no guia</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Guia do utilizador</translation>
    </message>
</context>
<context>
    <name>ImportEditor</name>
    <message>
        <source>Append mode</source>
        <translation>Data append mode</translation>
    </message>
    <message>
        <source>Connection and append mode follow the choices on these pages.</source>
        <translation>A ligação e o data append mode seguem o que for escolhido nestas páginas.</translation>
    </message>
    <message>
        <source>Destination connection</source>
        <translation>Ligação de destino</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>Set above. Sent as {field}.</source>
        <translation>Definido acima. É enviado como {field}.</translation>
    </message>
    <message>
        <source>Set on the Destination page. Sent as {field}.</source>
        <translation>Definida na página Destino. É enviada como {field}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>{name} will be sent, as chosen on the Destination page.</source>
        <translation>É enviada {name}, escolhida na página Destino.</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>A configuration can be dropped on the Options page.</source>
        <translation>Uma configuração pode ser largada na página Opções.</translation>
    </message>
    <message>
        <source>All rows checked</source>
        <translation>Tudo verificado</translation>
    </message>
    <message>
        <source>All rows have been checked, and there are new warnings about earlier imports on this page.</source>
        <translation>Todas as linhas foram verificadas, e há novos avisos sobre importações anteriores nesta página.</translation>
    </message>
    <message>
        <source>An import is being started.</source>
        <translation>Está a ser iniciada uma importação.</translation>
    </message>
    <message>
        <source>Append, new ids</source>
        <translation>Acrescentar, ids novos</translation>
    </message>
    <message>
        <source>Check stopped</source>
        <translation>Verificação parada</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Choose its destination.</source>
        <translation>Escolha o seu destino.</translation>
    </message>
    <message>
        <source>Destination, options and configuration are those of the preset.</source>
        <translation>O destino, as opções e a configuração são os da predefinição.</translation>
    </message>
    <message>
        <source>Discard import</source>
        <translation>Descartar importação</translation>
    </message>
    <message>
        <source>Discard this import?</source>
        <translation>Descartar esta importação?</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>Goes to {place} on {host}</source>
        <translation>Vai para {place} em {host}</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Importar dados</translation>
    </message>
    <message>
        <source>Its destination is {place} on {host}.</source>
        <translation>O seu destino é {place} em {host}.</translation>
    </message>
    <message>
        <source>Keep ids</source>
        <translation>Manter ids</translation>
    </message>
    <message>
        <source>No import is started, and your entries are not kept.</source>
        <translation>Nenhuma importação é iniciada e os dados introduzidos não são guardados.</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Opções</translation>
    </message>
    <message>
        <source>Review and start</source>
        <translation>Rever e iniciar</translation>
    </message>
    <message>
        <source>Start import</source>
        <translation>Iniciar importação</translation>
    </message>
    <message>
        <source>The import was not started.</source>
        <translation>A importação não foi iniciada.</translation>
    </message>
    <message>
        <source>The preset “{name}” was chosen.</source>
        <translation>A predefinição “{name}” foi escolhida.</translation>
    </message>
    <message>
        <source>{name} replaces {before}.</source>
        <translation>{name} substitui {before}.</translation>
    </message>
    <message>
        <source>{name} was not opened.</source>
        <translation>{name} não foi aberto.</translation>
    </message>
</context>
<context>
    <name>KeyStoreBanner</name>
    <message>
        <source>Its prompt may be behind another window. DMM Desktop continues once you have answered it.</source>
        <translation>O pedido dele pode estar atrás de outra janela. O DMM Desktop continua assim que lhe responder.</translation>
    </message>
    <message>
        <source>The key store of this computer has not responded yet.</source>
        <translation>O cofre de chaves deste computador ainda não respondeu.</translation>
    </message>
</context>
<context>
    <name>KnownCard</name>
    <message>
        <source>Add these presets</source>
        <translation>Adicionar estas predefinições</translation>
    </message>
    <message>
        <source>Add these presets to {name}</source>
        <translation>Adicionar estas predefinições a {name}</translation>
    </message>
    <message>
        <source>In the file, content warnings are treated as errors; in {name} they are not.</source>
        <translation>No ficheiro, os avisos de conteúdo são tratados como erros; em {name} não são.</translation>
    </message>
    <message>
        <source>Its API description in the file is different.</source>
        <translation>A sua descrição da API no ficheiro é diferente.</translation>
    </message>
    <message>
        <source>Its token page in the file is different: {page}</source>
        <translation>A sua página de tokens no ficheiro é diferente: {page}</translation>
    </message>
    <message>
        <source>Marked {stage} in the file, but {here} here: {names}.</source>
        <translation>Com a fase {stage} no ficheiro, mas {here} aqui: {names}.</translation>
    </message>
    <message>
        <source>To change {name}, use Edit environment or Edit connection.</source>
        <translation>Para alterar {name}, use Editar ambiente ou Editar ligação.</translation>
    </message>
    <message>
        <source>{name} already has this address.</source>
        <translation>{name} já tem este endereço.</translation>
    </message>
    <message>
        <source>{name} does not have these connections: {names}. You can add them with New connection.</source>
        <translation>{name} não tem estas ligações: {names}. Pode adicioná-las com Nova ligação.</translation>
    </message>
    <message>
        <source>{name} does not have these presets, or has others with these names: {names}.</source>
        <translation>{name} não tem estas predefinições ou tem outras com estes nomes: {names}.</translation>
    </message>
</context>
<context>
    <name>KnownPage</name>
    <message>
        <source>Connection name</source>
        <translation>Nome da ligação</translation>
    </message>
    <message>
        <source>Connection type</source>
        <translation>Tipo de ligação</translation>
    </message>
    <message>
        <source>DMM does not list its connections. Add the ones that you want to use here.</source>
        <translation>O DMM não lista as suas ligações. Adicione as que quer usar aqui.</translation>
    </message>
    <message>
        <source>Data can be imported into a Data Destination.</source>
        <translation>É possível importar dados para um Data Destination.</translation>
    </message>
    <message>
        <source>Enter the name of the connection.</source>
        <translation>Introduza o nome da ligação.</translation>
    </message>
    <message>
        <source>Exactly as DMM shows it.</source>
        <translation>Exatamente como o DMM o mostra.</translation>
    </message>
    <message>
        <source>{name} is already in the list.</source>
        <translation>{name} já está na lista.</translation>
    </message>
    <message>
        <source>{name} is in the list already. If it is the same connection, the strictest stage applies.</source>
        <translation>{name} já está na lista. Se for a mesma ligação, aplica-se a fase mais restritiva.</translation>
    </message>
</context>
<context>
    <name>LargeZipQuestion</name>
    <message>
        <source>Do not save</source>
        <translation>Não guardar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>The download starts over and is saved as {path}. Nothing has been saved yet.</source>
        <translation>A transferência recomeça e é guardada como {path}. Ainda nada foi guardado.</translation>
    </message>
</context>
<context>
    <name>LineDetails</name>
    <message>
        <source>Log line {number}</source>
        <translation>Linha {number} do log</translation>
    </message>
</context>
<context>
    <name>LineField</name>
    <message>
        <source>Cannot be changed here</source>
        <translation>Não pode ser alterado aqui</translation>
    </message>
    <message>
        <source>Hide {field}</source>
        <translation>Ocultar {field}</translation>
    </message>
    <message>
        <source>Show {field}</source>
        <translation>Mostrar {field}</translation>
    </message>
</context>
<context>
    <name>LogFiles</name>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Êxito</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
</context>
<context>
    <name>LogPane</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Load log from server</source>
        <translation>Carregar log do servidor</translation>
    </message>
    <message>
        <source>Loading the log…</source>
        <translation>A carregar o log…</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>A carregar…</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>No log is known: a user recorded that nothing was started.</source>
        <translation>Não se conhece nenhum log: um utilizador registou que nada foi iniciado.</translation>
    </message>
    <message>
        <source>No log lines here. The server may have some.</source>
        <translation>Sem linhas do log aqui. O servidor poderá ter algumas.</translation>
    </message>
    <message>
        <source>No log lines here. The server may still have them.</source>
        <translation>Sem linhas do log aqui. O servidor poderá ainda tê-las.</translation>
    </message>
    <message>
        <source>No log lines yet.</source>
        <translation>Ainda não há linhas de log.</translation>
    </message>
    <message>
        <source>Some log lines could not be read.</source>
        <translation>Não foi possível ler algumas linhas do log.</translation>
    </message>
    <message>
        <source>The kept log is being read.</source>
        <translation>O log guardado está a ser lido.</translation>
    </message>
    <message>
        <source>The log cannot be read: the server does not know this run.</source>
        <translation>O log não pode ser lido: o servidor não conhece esta execução.</translation>
    </message>
    <message>
        <source>The log cannot be read: the tracker id is not known here.</source>
        <translation>Não é possível ler o log: o tracker id não é conhecido aqui.</translation>
    </message>
    <message>
        <source>The log is being read from the server.</source>
        <translation>O log está a ser lido do servidor.</translation>
    </message>
    <message>
        <source>This run has no log: nothing was started.</source>
        <translation>Esta execução não tem log: nada foi iniciado.</translation>
    </message>
    <message>
        <source>Until then, the kept log is shown.</source>
        <translation>Até lá, é mostrado o log guardado.</translation>
    </message>
</context>
<context>
    <name>LogToolbar</name>
    <message>
        <source>Copy log lines</source>
        <translation>Copiar linhas do log</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Só erros</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Resultado seguinte</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Resultado anterior</translation>
    </message>
    <message>
        <source>Save visible lines…</source>
        <translation>Guardar linhas visíveis…</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Procurar no log</translation>
    </message>
</context>
<context>
    <name>LogViewer</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copiar tudo</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copiar mensagem</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Sem resultados</translation>
    </message>
    <message>
        <source>Save matching lines…</source>
        <translation>Guardar linhas encontradas…</translation>
    </message>
    <message>
        <source>Save visible lines…</source>
        <translation>Guardar linhas visíveis…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>A procurar…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Try again</source>
        <translation>Tentar novamente</translation>
    </message>
</context>
<context>
    <name>MatchField</name>
    <message>
        <source>Search</source>
        <translation>Procurar</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>DEMO</source>
        <translation>DEMONSTRAÇÃO</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>Average rate</source>
        <translation>Ritmo médio</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Decorrido</translation>
    </message>
    <message>
        <source>Errors in the log</source>
        <translation>Erros no log</translation>
    </message>
    <message>
        <source>Failing entities</source>
        <translation>Entidades com erros</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Instruções</translation>
    </message>
    <message>
        <source>Lines that look like errors because they contain a word such as ERROR. They do not change the outcome.</source>
        <translation>Linhas que parecem erros por conterem uma palavra como ERROR. Não alteram o resultado.</translation>
    </message>
    <message>
        <source>No status</source>
        <translation>Sem estado</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registos</translation>
    </message>
    <message>
        <source>Records per second</source>
        <translation>Registos por segundo</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show the errors in the log</source>
        <translation>Mostrar os erros no log</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Tempo restante</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>registos/s</translation>
    </message>
</context>
<context>
    <name>NetworkRows</name>
    <message>
        <source>Custom</source>
        <translation>Personalizado</translation>
    </message>
    <message>
        <source>Enter the password of this user for this proxy.</source>
        <translation>Introduza a palavra-passe deste utilizador para este proxy.</translation>
    </message>
    <message>
        <source>Enter the user name for this password.</source>
        <translation>Introduza o nome de utilizador desta palavra-passe.</translation>
    </message>
    <message>
        <source>Leave empty to keep the stored password.</source>
        <translation>Deixe vazio para manter a palavra-passe guardada.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>Only if the proxy requires a sign-in.</source>
        <translation>Só se o proxy exigir início de sessão.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>Endereço do proxy</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Palavra-passe do proxy</translation>
    </message>
    <message>
        <source>Proxy user name</source>
        <translation>Nome de utilizador do proxy</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>Certificados de confiança</translation>
    </message>
    <message>
        <source>Use system settings</source>
        <translation>Usar as definições do sistema</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nome de utilizador</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>It is kept on this computer, found by the search, and part of the report. Never enter a key.</source>
        <translation>Fica neste computador, é encontrada pela procura e faz parte do relatório. Nunca introduza uma chave.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Note on: {run}</source>
        <translation>Nota sobre: {run}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>OperationDialog</name>
    <message>
        <source>Always send {place} = {value}</source>
        <translation>Enviar sempre {place} = {value}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Below the address of the API. A name in braces is replaced by its value.</source>
        <translation>Abaixo do endereço da API. Um nome entre chavetas é substituído pelo seu valor.</translation>
    </message>
    <message>
        <source>Change {operation}</source>
        <translation>Alterar {operation}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Form ({type})</source>
        <translation>Formulário ({type})</translation>
    </message>
    <message>
        <source>JSON body</source>
        <translation>Corpo JSON</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Caminho</translation>
    </message>
    <message>
        <source>Place of {name}</source>
        <translation>Lugar de {name}</translation>
    </message>
    <message>
        <source>Query of the address</source>
        <translation>Consulta do endereço</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Several: choose one</source>
        <translation>Vários: escolha um</translation>
    </message>
    <message>
        <source>Values are sent in</source>
        <translation>Valores enviados em</translation>
    </message>
    <message>
        <source>Zip as the whole body ({type})</source>
        <translation>Zip como corpo inteiro ({type})</translation>
    </message>
</context>
<context>
    <name>OperationsModel</name>
    <message>
        <source>Operation or value</source>
        <translation>Operação ou valor</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Razão</translation>
    </message>
    <message>
        <source>Request or place</source>
        <translation>Pedido ou lugar</translation>
    </message>
</context>
<context>
    <name>OperationsTable</name>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <source>According to DMM&apos;s documentation, ids cannot be kept with Runtime Connection (migrations).</source>
        <translation>Segundo a documentação do DMM, nas migrações não é possível manter os ids com a Runtime Connection.</translation>
    </message>
    <message>
        <source>Append: every record gets a new id</source>
        <translation>Acrescentar: cada registo recebe um id novo</translation>
    </message>
    <message>
        <source>Asks DMM to add the records to those in {place}.</source>
        <translation>Pede ao DMM que acrescente os registos aos que existem em {place}.</translation>
    </message>
    <message>
        <source>Data append mode</source>
        <translation>Data append mode</translation>
    </message>
    <message>
        <source>How should it be imported?</source>
        <translation>Como deve ser importado?</translation>
    </message>
    <message>
        <source>Keep the ids of the file</source>
        <translation>Manter os ids do ficheiro</translation>
    </message>
    <message>
        <source>The rows of every file must be ordered by id.</source>
        <translation>As linhas de cada ficheiro têm de estar ordenadas por id.</translation>
    </message>
</context>
<context>
    <name>OtherFields</name>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objeto</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Sim ou não</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
</context>
<context>
    <name>OtherFieldsTable</name>
    <message>
        <source>Other fields</source>
        <translation>Outros campos</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Enter the tracker id.</source>
        <translation>Introduza o tracker id.</translation>
    </message>
    <message>
        <source>Enter {id} as the tracker id</source>
        <translation>Introduzir {id} como tracker id</translation>
    </message>
    <message>
        <source>It is there, and has a tracker id</source>
        <translation>Está lá e tem um tracker id</translation>
    </message>
    <message>
        <source>It was not started</source>
        <translation>Não foi iniciada</translation>
    </message>
    <message>
        <source>It was started</source>
        <translation>Foi iniciada</translation>
    </message>
    <message>
        <source>It was started; there is no tracker id</source>
        <translation>Foi iniciada; não há tracker id</translation>
    </message>
    <message>
        <source>Look in DMM on {place} for {run}. Nothing is sent again, whatever you record here.</source>
        <translation>Procure no DMM, em {place}: {run}. Nada é enviado de novo, seja o que for que registe aqui.</translation>
    </message>
    <message>
        <source>Possible tracker ids in the server&apos;s response:</source>
        <translation>Possíveis tracker ids na resposta do servidor:</translation>
    </message>
    <message>
        <source>Record outcome</source>
        <translation>Registar resultado</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Tracker id</source>
        <translation>Tracker id</translation>
    </message>
    <message>
        <source>the execution with tracker id {id}, added here {when}</source>
        <translation>a execução com o tracker id {id}, adicionada aqui {when}</translation>
    </message>
    <message>
        <source>the export requested {when}</source>
        <translation>a exportação pedida {when}</translation>
    </message>
    <message>
        <source>{file}, sent {when}</source>
        <translation>{file}, enviado {when}</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>After more than a minute</source>
        <translation>Ao fim de mais de um minuto</translation>
    </message>
    <message>
        <source>Applies the next time you start DMM Desktop.</source>
        <translation>Aplica-se da próxima vez que iniciar o DMM Desktop.</translation>
    </message>
    <message>
        <source>Ask before closing while imports or exports are watched</source>
        <translation>Perguntar antes de fechar enquanto se acompanham importações ou exportações</translation>
    </message>
    <message>
        <source>Ask for the status</source>
        <translation>Pedir o estado</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Folder for saved files</source>
        <translation>Pasta para guardar ficheiros</translation>
    </message>
    <message>
        <source>Kept logs</source>
        <translation>Logs guardados</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificações</translation>
    </message>
    <message>
        <source>Notifications after more than a minute</source>
        <translation>Notificações ao fim de mais de um minuto</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferências</translation>
    </message>
    <message>
        <source>Save preferences</source>
        <translation>Guardar preferências</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>They continue on the server either way.</source>
        <translation>No servidor, continuam de qualquer forma.</translation>
    </message>
    <message>
        <source>Use system settings</source>
        <translation>Usar as definições do sistema</translation>
    </message>
    <message>
        <source>When an import, export or check has ended or needs your attention.</source>
        <translation>Quando uma importação, exportação ou verificação terminou ou precisa da sua atenção.</translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Opens a menu</source>
        <translation>Abre um menu</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>Predefinições…</translation>
    </message>
    <message>
        <source>Remove “{name}”…</source>
        <translation>Remover “{name}”…</translation>
    </message>
    <message>
        <source>Rename “{name}”…</source>
        <translation>Mudar o nome de “{name}”…</translation>
    </message>
</context>
<context>
    <name>PresetDialog</name>
    <message>
        <source>A preset keeps destination, options and configuration. The zip, the one-time token and the name that is typed for Production are asked for each time.</source>
        <translation>Uma predefinição guarda o destino, as opções e a configuração. O zip, o token de utilização única e o nome que se escreve para Produção são pedidos de cada vez.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Introduza um nome.</translation>
    </message>
    <message>
        <source>Preset name</source>
        <translation>Nome da predefinição</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>Mudar o nome da predefinição</translation>
    </message>
    <message>
        <source>Replace preset</source>
        <translation>Substituir predefinição</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>Guardar como predefinição</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Guardar predefinição</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
    <message>
        <source>This replaces the preset “{name}”.</source>
        <translation>Isto substitui a predefinição “{name}”.</translation>
    </message>
</context>
<context>
    <name>ProductionQuestion</name>
    <message>
        <source>Do not start</source>
        <translation>Não iniciar</translation>
    </message>
    <message>
        <source>Import data of Production into Production?</source>
        <translation>Importar dados de Produção para Produção?</translation>
    </message>
    <message>
        <source>Is this zip an export of Production?</source>
        <translation>Este zip é uma exportação de Produção?</translation>
    </message>
    <message>
        <source>Some were saved on this computer; whether this zip is one of them is known once all rows have been checked. This import writes into {target} on {host}, which is Production.</source>
        <translation>Algumas foram guardadas neste computador; se este zip é uma delas, sabe-se quando todas as linhas estiverem verificadas. Esta importação escreve em {target} em {host}, que é Produção.</translation>
    </message>
    <message>
        <source>Start import</source>
        <translation>Iniciar importação</translation>
    </message>
    <message>
        <source>The zip was exported from {source}, and this import writes into {target} on {host}. Both are Production.</source>
        <translation>O zip foi exportado de {source}, e esta importação escreve em {target} em {host}. Ambos são de Produção.</translation>
    </message>
</context>
<context>
    <name>ProgressBar</name>
    <message>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
</context>
<context>
    <name>ProgressView</name>
    <message>
        <source>Stopping…</source>
        <translation>A parar…</translation>
    </message>
</context>
<context>
    <name>RecentZips</name>
    <message>
        <source>Opens a menu</source>
        <translation>Abre um menu</translation>
    </message>
    <message>
        <source>Recent zips…</source>
        <translation>Zips recentes…</translation>
    </message>
    <message>
        <source>exported from {place}</source>
        <translation>exportado de {place}</translation>
    </message>
</context>
<context>
    <name>ReferencesModel</name>
    <message>
        <source>{file}, {column}, points to {target}, {ids} different ids, {missing} not in the zip</source>
        <translation>{file}, {column}, aponta para {target}, {ids} ids diferentes, {missing} fora do zip</translation>
    </message>
</context>
<context>
    <name>ReferencesView</name>
    <message>
        <source>Available once all rows have been checked.</source>
        <translation>Disponível depois de verificadas todas as linhas.</translation>
    </message>
    <message>
        <source>Find references…</source>
        <translation>Procurar referências…</translation>
    </message>
    <message>
        <source>No column points to an entity of the zip or to users.</source>
        <translation>Nenhuma coluna aponta para uma entidade do zip ou para utilizadores.</translation>
    </message>
    <message>
        <source>Not in the zip: {ids}</source>
        <translation>Fora do zip: {ids}</translation>
    </message>
    <message>
        <source>Progress of the search for references</source>
        <translation>Progresso da procura de referências</translation>
    </message>
    <message>
        <source>Reading ids: {percent}</source>
        <translation>A ler ids: {percent}</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referências</translation>
    </message>
    <message>
        <source>Which columns point to other entities of the zip or to users, and how many of their ids are not in the zip. For information only: the records may be in the environment already.</source>
        <translation>Que colunas apontam para outras entidades do zip ou para utilizadores, e quantos dos seus ids não estão no zip. Apenas informativo: os registos podem já estar no ambiente.</translation>
    </message>
</context>
<context>
    <name>RemoveEnvironmentQuestion</name>
    <message>
        <source>It stays in {place}.</source>
        <translation>Continua a existir em {place}.</translation>
    </message>
    <message>
        <source>Its connections, presets and REST API key are removed from this computer. Its runs stay in the list.</source>
        <translation>As suas ligações, predefinições e chave da API REST são removidas deste computador. As suas execuções ficam na lista.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>Remover ligação</translation>
    </message>
    <message>
        <source>Remove environment</source>
        <translation>Remover ambiente</translation>
    </message>
    <message>
        <source>Remove {name} ({stage}, {address})?</source>
        <translation>Remover {name} ({stage}, {address})?</translation>
    </message>
    <message>
        <source>Remove {name} from the list?</source>
        <translation>Remover {name} da lista?</translation>
    </message>
    <message>
        <source>Without the key the results cannot be read.</source>
        <translation>Sem a chave, não é possível ler os resultados.</translation>
    </message>
</context>
<context>
    <name>RemoveLogsQuestion</name>
    <message>
        <source>A log can be loaded again only while the server still has it.</source>
        <translation>Um log só pode ser carregado de novo enquanto o servidor ainda o tiver.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Kept logs</source>
        <translation>Logs guardados</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
</context>
<context>
    <name>RemovePresetQuestion</name>
    <message>
        <source>Its configuration is deleted here. Runs stay in the list, and nothing changes on the server.</source>
        <translation>A configuração é eliminada aqui. As execuções ficam na lista e nada muda no servidor.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>Remover predefinição</translation>
    </message>
    <message>
        <source>Remove the preset “{name}”?</source>
        <translation>Remover a predefinição “{name}”?</translation>
    </message>
</context>
<context>
    <name>RemoveRunQuestion</name>
    <message>
        <source>It is not stopped in {place}, but no longer watched here.</source>
        <translation>Não é parada em {place}, mas deixa de ser acompanhada aqui.</translation>
    </message>
    <message>
        <source>Its report, outcome, note and kept log will be removed from this computer.</source>
        <translation>O relatório, o resultado, a nota e o log guardado dela serão removidos deste computador.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Remover da lista</translation>
    </message>
    <message>
        <source>Remove {run} from the list?</source>
        <translation>Remover {run} da lista?</translation>
    </message>
    <message>
        <source>Tracker id: {id}</source>
        <translation>Tracker id: {id}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Hide fingerprint</source>
        <translation>Ocultar impressão digital</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>Report: {run}</source>
        <translation>Relatório: {run}</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>Guardar como HTML…</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>Guardar como JSON…</translation>
    </message>
    <message>
        <source>Show fingerprint</source>
        <translation>Mostrar impressão digital</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>A file with this name and size was sent to {name} {when}, and a user found that the import had started.</source>
        <translation>Um ficheiro com este nome e tamanho foi enviado para {name} {when}, e um utilizador verificou que a importação foi iniciada.</translation>
    </message>
    <message>
        <source>A file with this name and size was sent to {name} {when}, and its outcome is unknown.</source>
        <translation>Um ficheiro com este nome e tamanho foi enviado para {name} {when}, e o resultado é desconhecido.</translation>
    </message>
    <message>
        <source>A file with this name and size was sent to {name} {when}.</source>
        <translation>Um ficheiro com este nome e tamanho foi enviado para {name} {when}.</translation>
    </message>
    <message>
        <source>Append mode would duplicate the records that were imported then.</source>
        <translation>Acrescentar duplicaria os registos que foram importados nessa altura.</translation>
    </message>
    <message>
        <source>Check its outcome first.</source>
        <translation>Verifique primeiro o resultado dela.</translation>
    </message>
    <message>
        <source>Correct the zip, or start anyway.</source>
        <translation>Corrija o zip ou inicie mesmo assim.</translation>
    </message>
    <message>
        <source>It may be running. Check its outcome first.</source>
        <translation>Pode estar em curso. Verifique primeiro o seu resultado.</translation>
    </message>
    <message>
        <source>Nothing has been imported yet. Imported records stay in {name}, even if you stop the import.</source>
        <translation>Ainda nada foi importado. Os registos importados ficam em {name}, mesmo que pare a importação.</translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Imported records stay in {name}, even if you stop the import.</source>
        <translation>Ainda nada foi enviado. Os registos importados ficam em {name}, mesmo que pare a importação.</translation>
    </message>
    <message>
        <source>Outcome: {outcome}.</source>
        <translation>Resultado: {outcome}.</translation>
    </message>
    <message>
        <source>Presets… on the first page offers it.</source>
        <translation>Predefinições…, na primeira página, oferece-a.</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>Guardar como predefinição…</translation>
    </message>
    <message>
        <source>Save check sheet…</source>
        <translation>Guardar folha de verificação…</translation>
    </message>
    <message>
        <source>Show findings</source>
        <translation>Mostrar ocorrências</translation>
    </message>
    <message>
        <source>The preset “{name}” was saved.</source>
        <translation>A predefinição “{name}” foi guardada.</translation>
    </message>
    <message>
        <source>This file was sent to {name} {when}, and a user found that the import had started.</source>
        <translation>Este ficheiro foi enviado para {name} {when}, e um utilizador verificou que a importação foi iniciada.</translation>
    </message>
    <message>
        <source>This file was sent to {name} {when}, and its outcome is unknown.</source>
        <translation>Este ficheiro foi enviado para {name} {when} e o seu resultado é desconhecido.</translation>
    </message>
    <message>
        <source>This file was sent to {name} {when}.</source>
        <translation>Este ficheiro foi enviado para {name} {when}.</translation>
    </message>
    <message>
        <source>This was not checked with the server.</source>
        <translation>Isto não foi confirmado junto do servidor.</translation>
    </message>
    <message>
        <source>Type {name} to confirm that this import goes to Production.</source>
        <translation>Escreva {name} para confirmar que esta importação vai para Produção.</translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it first.</source>
        <translation>Espere que termine, ou pare-a primeiro.</translation>
    </message>
    <message>
        <source>You cannot import into {name} yet.</source>
        <translation>Ainda não é possível importar para {name}.</translation>
    </message>
    <message>
        <source>{name} was saved.</source>
        <translation>{name} foi guardado.</translation>
    </message>
</context>
<context>
    <name>RowDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Copiar linhas</translation>
    </message>
    <message>
        <source>Lines around the row</source>
        <translation>Linhas em redor</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>A ler o ficheiro…</translation>
    </message>
    <message>
        <source>Row in context</source>
        <translation>Linha no seu contexto</translation>
    </message>
    <message>
        <source>Values of the row</source>
        <translation>Valores da linha</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, linha {line}</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Copy as curl…</source>
        <translation>Copiar como curl…</translation>
    </message>
    <message>
        <source>Copy tracker id</source>
        <translation>Copiar tracker id</translation>
    </message>
    <message>
        <source>Edit note…</source>
        <translation>Editar nota…</translation>
    </message>
    <message>
        <source>Export again…</source>
        <translation>Exportar de novo…</translation>
    </message>
    <message>
        <source>Import again…</source>
        <translation>Importar de novo…</translation>
    </message>
    <message>
        <source>Import this into…</source>
        <translation>Importar para…</translation>
    </message>
    <message>
        <source>Read results again</source>
        <translation>Voltar a ler os resultados</translation>
    </message>
    <message>
        <source>Record outcome…</source>
        <translation>Registar resultado…</translation>
    </message>
    <message>
        <source>Remove from list…</source>
        <translation>Remover da lista…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Execuções</translation>
    </message>
    <message>
        <source>Save export…</source>
        <translation>Guardar exportação…</translation>
    </message>
    <message>
        <source>Save logs…</source>
        <translation>Guardar logs…</translation>
    </message>
    <message>
        <source>Show report…</source>
        <translation>Mostrar relatório…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Deixar de acompanhar</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Parar…</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>Earlier</source>
        <translation>Anteriores</translation>
    </message>
    <message>
        <source>Earlier today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Environment not known</source>
        <translation>Ambiente desconhecido</translation>
    </message>
    <message>
        <source>Just finished</source>
        <translation>Terminadas há pouco</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>Precisa da sua atenção</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Em curso</translation>
    </message>
    <message>
        <source>Running or last seen running</source>
        <translation>Em curso ou vistas em curso</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Import data</source>
        <translation>Importar dados</translation>
    </message>
    <message>
        <source>Import data…</source>
        <translation>Importar dados…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Execuções</translation>
    </message>
</context>
<context>
    <name>SaveAgainQuestion</name>
    <message>
        <source>Do not save</source>
        <translation>Não guardar</translation>
    </message>
    <message>
        <source>It was saved as {path}. If the server still has this export, you can save it again without a new one.</source>
        <translation>Foi guardado como {path}. Se o servidor ainda tiver esta exportação, pode guardá-la outra vez sem uma nova.</translation>
    </message>
    <message>
        <source>Save export…</source>
        <translation>Guardar exportação…</translation>
    </message>
</context>
<context>
    <name>SaveFolderField</name>
    <message>
        <source>Browse…</source>
        <translation>Procurar…</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>Escolher pasta</translation>
    </message>
    <message>
        <source>Dialogs that save a file open in this folder, if it exists.</source>
        <translation>Os diálogos para guardar um ficheiro abrem nesta pasta, se existir.</translation>
    </message>
    <message>
        <source>Folder for saved files</source>
        <translation>Pasta para guardar ficheiros</translation>
    </message>
    <message>
        <source>The folder last used</source>
        <translation>A última pasta usada</translation>
    </message>
</context>
<context>
    <name>SavedBanner</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>This computer is kept awake.</source>
        <translation>Este computador não entra em suspensão.</translation>
    </message>
</context>
<context>
    <name>SavedExports</name>
    <message>
        <source>Export saved, but not checked.</source>
        <translation>Exportação guardada, mas não verificada.</translation>
    </message>
    <message>
        <source>Export saved. Checking all rows: {percent}</source>
        <translation>Exportação guardada. A verificar todas as linhas: {percent}</translation>
    </message>
    <message>
        <source>Import this into…</source>
        <translation>Importar para…</translation>
    </message>
    <message>
        <source>Reading the saved export: {percent}</source>
        <translation>A ler a exportação guardada: {percent}</translation>
    </message>
    <message>
        <source>Show results of the check</source>
        <translation>Mostrar os resultados da verificação</translation>
    </message>
    <message>
        <source>The export is being checked.</source>
        <translation>A exportação está a ser verificada.</translation>
    </message>
    <message>
        <source>The saved export has not changed.</source>
        <translation>A exportação guardada não mudou.</translation>
    </message>
</context>
<context>
    <name>SavedLogsDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Lines of the log file</source>
        <translation>Linhas do ficheiro de log</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>Ficheiros de log</translation>
    </message>
    <message>
        <source>The zip contains no files.</source>
        <translation>O zip não contém ficheiros.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Este ficheiro está vazio.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Ficheiros CSV (*.csv)</translation>
    </message>
    <message>
        <source>Failing entities saved.</source>
        <translation>Entidades com erros guardadas.</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Ficheiros HTML (*.html)</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Ficheiros JSON (*.json)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Report saved.</source>
        <translation>Relatório guardado.</translation>
    </message>
    <message>
        <source>Save failing entities</source>
        <translation>Guardar entidades com erros</translation>
    </message>
    <message>
        <source>Save log lines</source>
        <translation>Guardar linhas do log</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Guardar relatório</translation>
    </message>
    <message>
        <source>Saving log lines…</source>
        <translation>A guardar linhas de log…</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Ficheiros de texto (*.txt)</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Ficheiros zip (*.zip)</translation>
    </message>
</context>
<context>
    <name>SentenceRow</name>
    <message>
        <source>Hide what this means</source>
        <translation>Ocultar o que isto significa</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>O que isto significa</translation>
    </message>
</context>
<context>
    <name>SharedCard</name>
    <message>
        <source>It always sends these values: {values}.</source>
        <translation>Envia sempre estes valores: {values}.</translation>
    </message>
    <message>
        <source>It comes with its own API description, which decides where on this host the REST API key and zip files are sent.</source>
        <translation>Traz a sua própria descrição da API, que decide para onde, neste servidor, são enviados a chave da API REST e os ficheiros zip.</translation>
    </message>
    <message>
        <source>Its token page is on {host}, which is not the environment&apos;s host.</source>
        <translation>A sua página do token está em {host}, que não é o servidor do ambiente.</translation>
    </message>
    <message>
        <source>Keep its token page</source>
        <translation>Manter a sua página do token</translation>
    </message>
    <message>
        <source>Keep the token page of {name}</source>
        <translation>Manter a página do token de {name}</translation>
    </message>
    <message>
        <source>Marked {stage}, although the environment is marked {other}: {names}.</source>
        <translation>Com a fase {stage}, embora a do ambiente seja {other}: {names}.</translation>
    </message>
    <message>
        <source>Marked {stage}: {names}.</source>
        <translation>Com a fase {stage}: {names}.</translation>
    </message>
    <message>
        <source>Presets of imports: {names}. Read their options and configuration before you use them.</source>
        <translation>Predefinições de importações: {names}. Leia as opções e a configuração antes de as usar.</translation>
    </message>
    <message>
        <source>Stage of {name}</source>
        <translation>Fase de {name}</translation>
    </message>
    <message>
        <source>The file calls it “{name}”, but another environment here has that name.</source>
        <translation>O ficheiro chama-lhe “{name}”, mas aqui outro ambiente já tem esse nome.</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} e mais {n}</translation>
    </message>
    <message>
        <source>{name} may be the same server as {others}.</source>
        <translation>{name} pode ser o mesmo servidor que {others}.</translation>
    </message>
</context>
<context>
    <name>SharedDialog</name>
    <message>
        <source>Add presets</source>
        <translation>Adicionar predefinições</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>A adicionar…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Each address in {name} is already here. Presets can be added.</source>
        <translation>Cada endereço em {name} já está aqui. Podem ser adicionadas predefinições.</translation>
    </message>
    <message>
        <source>Import environments</source>
        <translation>Importar ambientes</translation>
    </message>
    <message>
        <source>Nothing to add: each address in {name} is already here.</source>
        <translation>Nada a adicionar: cada endereço em {name} já está aqui.</translation>
    </message>
    <message>
        <source>These are the environments in {name}. Check the address and stage of each: its REST API key and the zip files you import will be sent to that address.</source>
        <translation>São estes os ambientes em {name}. Verifique o endereço e a fase de cada um: a sua chave da API REST e os ficheiros zip que importar serão enviados para esse endereço.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Add an environment first.</source>
        <translation>Adicione primeiro um ambiente.</translation>
    </message>
    <message>
        <source>Edit each one to enter its REST API key.</source>
        <translation>Edite cada um deles para introduzir a respetiva chave da API REST.</translation>
    </message>
    <message>
        <source>Environments (*.json)</source>
        <translation>Ambientes (*.json)</translation>
    </message>
    <message>
        <source>Export environments</source>
        <translation>Exportar ambientes</translation>
    </message>
    <message>
        <source>Import environments</source>
        <translation>Importar ambientes</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Nada foi adicionado.</translation>
    </message>
    <message>
        <source>REST API keys are not in the file.</source>
        <translation>As chaves da API REST não estão no ficheiro.</translation>
    </message>
    <message>
        <source>Read their options and configuration before you use them.</source>
        <translation>Leia as opções e a configuração antes de as usar.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Guardado como {name}.</translation>
    </message>
    <message>
        <source>The configurations of presets are: read them before you pass it on.</source>
        <translation>As configurações das predefinições estão: leia-as antes de o passar a alguém.</translation>
    </message>
    <message>
        <source>Their addresses are already here.</source>
        <translation>Os seus endereços já estão aqui.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Não há nada para exportar.</translation>
    </message>
</context>
<context>
    <name>SourceBox</name>
    <message>
        <source>All files (*)</source>
        <translation>Todos os ficheiros (*)</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Escolher ficheiro…</translation>
    </message>
    <message>
        <source>Choose requests or description</source>
        <translation>Escolher pedidos ou descrição</translation>
    </message>
    <message>
        <source>Nothing in it is run or opened. Tokens, cookies and examples are not kept.</source>
        <translation>Nada do que contém é executado ou aberto. Tokens, cookies e exemplos não são guardados.</translation>
    </message>
    <message>
        <source>Paste curl commands, a Postman collection, a HAR file, or a Swagger or OpenAPI description.</source>
        <translation>Cole comandos curl, uma coleção Postman, um ficheiro HAR ou uma descrição Swagger ou OpenAPI.</translation>
    </message>
    <message>
        <source>Pasted text, too long to be shown</source>
        <translation>Texto colado, demasiado longo para ser mostrado</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Requests or description</source>
        <translation>Pedidos ou descrição</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Add the environment you want to export from.</source>
        <translation>Adicione o ambiente de onde quer exportar.</translation>
    </message>
    <message>
        <source>Choose the connection that supplies the records.</source>
        <translation>Escolha a ligação que fornece os registos.</translation>
    </message>
    <message>
        <source>Choose where the data comes from.</source>
        <translation>Escolha de onde vêm os dados.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Origens</translation>
    </message>
    <message>
        <source>The earlier export was requested from {before}, but {name} is now {now}. Choose where the data comes from.</source>
        <translation>A exportação anterior foi pedida a {before}, mas {name} é agora {now}. Escolha de onde vêm os dados.</translation>
    </message>
    <message>
        <source>Where does the data come from?</source>
        <translation>De onde vêm os dados?</translation>
    </message>
    <message>
        <source>{name} is a Data Destination: it cannot supply data. Choose where the data comes from.</source>
        <translation>{name} é uma Data Destination: não pode fornecer dados. Escolha de onde vêm os dados.</translation>
    </message>
    <message>
        <source>{name} is not in the list. Choose where the data comes from.</source>
        <translation>{name} não está na lista. Escolha de onde vêm os dados.</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Development</source>
        <translation>Desenvolvimento</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produção</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Teste</translation>
    </message>
</context>
<context>
    <name>StageChoice</name>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
</context>
<context>
    <name>StageField</name>
    <message>
        <source>As the environment ({stage})</source>
        <translation>Como o ambiente ({stage})</translation>
    </message>
    <message>
        <source>Connection stage</source>
        <translation>Fase da ligação</translation>
    </message>
    <message>
        <source>In Production, every import into it asks you to type the connection&apos;s name.</source>
        <translation>Em Produção, cada importação para ela pede-lhe que escreva o nome da ligação.</translation>
    </message>
    <message>
        <source>The environment URL has the host of “{name}” ({stage}).</source>
        <translation>O URL do ambiente está no servidor de “{name}” ({stage}).</translation>
    </message>
    <message>
        <source>The environment URL is the address of “{name}” ({stage}).</source>
        <translation>O URL do ambiente é o endereço de “{name}” ({stage}).</translation>
    </message>
</context>
<context>
    <name>StartAnywayQuestion</name>
    <message>
        <source>Do not start</source>
        <translation>Não iniciar</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>Iniciar mesmo assim</translation>
    </message>
    <message>
        <source>The run will show that you started it anyway.</source>
        <translation>A execução mostrará que a iniciou mesmo assim.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Confirm connection name</source>
        <translation>Confirmar o nome da ligação</translation>
    </message>
    <message>
        <source>Confirm environment name</source>
        <translation>Confirmar nome do ambiente</translation>
    </message>
    <message>
        <source>Enter REST API key…</source>
        <translation>Introduzir chave da API REST…</translation>
    </message>
    <message>
        <source>Enter the one-time token.</source>
        <translation>Introduza o token de utilização única.</translation>
    </message>
    <message>
        <source>Get it from DMM&apos;s Authentication Token page in the environment.</source>
        <translation>Obtenha-o na página Authentication Token do DMM, no ambiente.</translation>
    </message>
    <message>
        <source>Kept in memory only, and sent once.</source>
        <translation>Fica apenas na memória e é enviado uma única vez.</translation>
    </message>
    <message>
        <source>One-time token</source>
        <translation>Token de utilização única</translation>
    </message>
    <message>
        <source>Open the Authentication Token page</source>
        <translation>Abrir a página Authentication Token</translation>
    </message>
    <message>
        <source>Optional, for example a ticket number. It is kept with the run and is in its report.</source>
        <translation>Opcional, por exemplo o número de um pedido. Fica guardado com a execução e consta do seu relatório.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Review and start</source>
        <translation>Rever e iniciar</translation>
    </message>
    <message>
        <source>The API of {name} lacks some operations.</source>
        <translation>Faltam algumas operações na API de {name}.</translation>
    </message>
    <message>
        <source>The name matches</source>
        <translation>O nome corresponde</translation>
    </message>
    <message>
        <source>The page is on {host}, which is not the environment&apos;s host.</source>
        <translation>A página está em {host}, que não é o servidor do ambiente.</translation>
    </message>
    <message>
        <source>The page is on {host}.</source>
        <translation>A página está em {host}.</translation>
    </message>
    <message>
        <source>The strictest stage applies.</source>
        <translation>Aplica-se a fase mais restritiva.</translation>
    </message>
    <message>
        <source>Type {name} to confirm.</source>
        <translation>Escreva {name} para confirmar.</translation>
    </message>
    <message>
        <source>{name} may be the same connection as {others}.</source>
        <translation>{name} pode ser a mesma ligação que {others}.</translation>
    </message>
    <message>
        <source>{name} may be the same server as {others}.</source>
        <translation>{name} pode ser o mesmo servidor que {others}.</translation>
    </message>
</context>
<context>
    <name>StartWizard</name>
    <message>
        <source>Back</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>Reading the REST API key and checking it on {host}</source>
        <translation>A ler a chave da API REST e a verificá-la em {host}</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>A iniciar…</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Step {number} of {total}, {name}</source>
        <translation>Passo {number} de {total}, {name}</translation>
    </message>
</context>
<context>
    <name>StopQuestion</name>
    <message>
        <source>A stop does not undo what has already been processed.</source>
        <translation>Uma paragem não anula o que já foi processado.</translation>
    </message>
    <message>
        <source>Cancel the start of the export from {place} on {host}?</source>
        <translation>Cancelar o início da exportação de {place} em {host}?</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Manter em curso</translation>
    </message>
    <message>
        <source>Nothing has been exported yet.</source>
        <translation>Ainda nada foi exportado.</translation>
    </message>
    <message>
        <source>Nothing has been imported yet.</source>
        <translation>Ainda nada foi importado.</translation>
    </message>
    <message>
        <source>Records that it has written into {database} stay there.</source>
        <translation>Os registos que já escreveu em {database} ficam lá.</translation>
    </message>
    <message>
        <source>Records that were already imported stay there.</source>
        <translation>Os registos que já foram importados ficam lá.</translation>
    </message>
    <message>
        <source>Stop execution</source>
        <translation>Parar execução</translation>
    </message>
    <message>
        <source>Stop export</source>
        <translation>Parar exportação</translation>
    </message>
    <message>
        <source>Stop import</source>
        <translation>Parar importação</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Parar já</translation>
    </message>
    <message>
        <source>Stop the execution in {place} on {host}?</source>
        <translation>Parar a execução em {place} ({host})?</translation>
    </message>
    <message>
        <source>Stop the export from {place} on {host}?</source>
        <translation>Parar a exportação de {place} em {host}?</translation>
    </message>
    <message>
        <source>Stop the import of {file} to {place} on {host}?</source>
        <translation>Parar a importação de {file} para {place} em {host}?</translation>
    </message>
    <message>
        <source>Stop the import to {place} on {host}?</source>
        <translation>Parar a importação para {place} em {host}?</translation>
    </message>
    <message>
        <source>Stop the upload of {file} to {place} on {host}?</source>
        <translation>Parar o envio de {file} para {place} em {host}?</translation>
    </message>
    <message>
        <source>Stop upload</source>
        <translation>Parar envio</translation>
    </message>
    <message>
        <source>The connection is lost. DMM Desktop tries to stop it at once and shows the result.</source>
        <translation>A ligação foi perdida. O DMM Desktop tenta pará-la de imediato e mostra o resultado.</translation>
    </message>
    <message>
        <source>The server gives no status: {reason} DMM Desktop tries to stop it at once and shows the result.</source>
        <translation>O servidor não indica o estado: {reason} O DMM Desktop tenta pará-la de imediato e mostra o resultado.</translation>
    </message>
    <message>
        <source>Tracker id: {id}</source>
        <translation>Tracker id: {id}</translation>
    </message>
    <message>
        <source>What a stopped export leaves on the server is not documented.</source>
        <translation>Não está documentado o que uma exportação parada deixa no servidor.</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Append: every record gets a new id</source>
        <translation>Acrescentar: cada registo recebe um id novo</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Verificação</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Conteúdo</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>Importações anteriores</translation>
    </message>
    <message>
        <source>Expected time</source>
        <translation>Tempo previsto</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>Ids</source>
        <translation>Ids</translation>
    </message>
    <message>
        <source>Keep the ids of the file</source>
        <translation>Manter os ids do ficheiro</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>Ensaio</translation>
    </message>
</context>
<context>
    <name>SupportBundles</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Collecting diagnostic information…</source>
        <translation>A reunir informação de diagnóstico…</translation>
    </message>
    <message>
        <source>Keys and one-time tokens are hidden.</source>
        <translation>As chaves e os tokens de utilização única estão ocultos.</translation>
    </message>
    <message>
        <source>Review the file before you share it.</source>
        <translation>Reveja o ficheiro antes de o partilhar.</translation>
    </message>
    <message>
        <source>Save support bundle</source>
        <translation>Guardar pacote de suporte</translation>
    </message>
    <message>
        <source>Support bundle saved.</source>
        <translation>Pacote de suporte guardado.</translation>
    </message>
    <message>
        <source>The server&apos;s logs are not in it.</source>
        <translation>Não contém os logs do servidor.</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Ficheiros zip (*.zip)</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message>
        <source>Address, API and REST API key were checked {when}.</source>
        <translation>Endereço, API e chave da API REST verificados {when}.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar ligação</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>A testar…</translation>
    </message>
    <message>
        <source>Tests the address, the API and the REST API key.</source>
        <translation>Testa o endereço, a API e a chave da API REST.</translation>
    </message>
    <message>
        <source>Tests {environment} only, not the connection {connection}.</source>
        <translation>Testa apenas {environment}, não a ligação {connection}.</translation>
    </message>
</context>
<context>
    <name>TargetPage</name>
    <message>
        <source>Add environment…</source>
        <translation>Adicionar ambiente…</translation>
    </message>
    <message>
        <source>Environments are still loading; this will continue automatically.</source>
        <translation>Os ambientes ainda estão a ser carregados; isto continua automaticamente.</translation>
    </message>
    <message>
        <source>Filter environments</source>
        <translation>Filtrar ambientes</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Nova ligação…</translation>
    </message>
    <message>
        <source>No environment matches “{filter}”.</source>
        <translation>Nenhum ambiente corresponde a “{filter}”.</translation>
    </message>
    <message>
        <source>The earlier {name} was removed. Another environment in the list has its name and address.</source>
        <translation>O ambiente anterior {name} foi removido. Outro ambiente na lista tem o mesmo nome e o mesmo endereço.</translation>
    </message>
    <message>
        <source>The earlier {name} was removed. Another environment in the list has its name.</source>
        <translation>O ambiente anterior {name} foi removido. Outro ambiente na lista tem o mesmo nome.</translation>
    </message>
    <message>
        <source>The filter hides {place}, which is chosen. Clear the filter, or choose from the list.</source>
        <translation>O filtro oculta {place}, que está escolhido. Limpe o filtro ou escolha na lista.</translation>
    </message>
    <message>
        <source>The saved environments could not be read. The main window says why.</source>
        <translation>Não foi possível ler os ambientes guardados. A janela principal indica a razão.</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>Data Destination: cannot supply data</source>
        <translation>Data Destination: não pode fornecer dados</translation>
    </message>
    <message>
        <source>Data Source: cannot receive data</source>
        <translation>Data Source: não pode receber dados</translation>
    </message>
    <message>
        <source>The environment itself</source>
        <translation>O próprio ambiente</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <source>Check for updates</source>
        <translation>Procurar atualizações</translation>
    </message>
    <message>
        <source>Checking for updates…</source>
        <translation>A procurar atualizações…</translation>
    </message>
    <message>
        <source>DMM Desktop is up to date.</source>
        <translation>O DMM Desktop está atualizado.</translation>
    </message>
    <message>
        <source>DMM Desktop {version} is available.</source>
        <translation>O DMM Desktop {version} está disponível.</translation>
    </message>
    <message>
        <source>Notify me about new versions</source>
        <translation>Avisar-me de novas versões</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Abrir página</translation>
    </message>
    <message>
        <source>You have {version}.</source>
        <translation>Tem a versão {version}.</translation>
    </message>
    <message>
        <source>You have {version}. The new version&apos;s page is on {host}.</source>
        <translation>Tem a versão {version}. A página da nova versão está em {host}.</translation>
    </message>
</context>
<context>
    <name>ValuesModel</name>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>No column</source>
        <translation>Sem coluna</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>ViewSwitch</name>
    <message>
        <source>View {number} of {count}</source>
        <translation>Vista {number} de {count}</translation>
    </message>
</context>
<context>
    <name>WatchDialog</name>
    <message>
        <source>Add an environment first: its key is needed to ask about the execution.</source>
        <translation>Adicione primeiro um ambiente: a sua chave é necessária para consultar a execução.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Choose the environment in which it runs.</source>
        <translation>Escolha o ambiente em que decorre.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>Connection not known</source>
        <translation>Ligação desconhecida</translation>
    </message>
    <message>
        <source>Enter the tracker id.</source>
        <translation>Introduza o tracker id.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Tracker id</source>
        <translation>Tracker id</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Acompanhar</translation>
    </message>
    <message>
        <source>Watch an execution that was started elsewhere. You will find its tracker id in DMM or in the response to StartExecution.</source>
        <translation>Acompanhe uma execução que foi iniciada noutro local. Encontra o seu tracker id no DMM ou na resposta a StartExecution.</translation>
    </message>
    <message>
        <source>Watch an existing execution</source>
        <translation>Acompanhar uma execução existente</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>A simulated environment on this computer.</source>
        <translation>Um ambiente simulado neste computador.</translation>
    </message>
    <message>
        <source>A small zip included with the demo.</source>
        <translation>Um zip pequeno que vem com a demonstração.</translation>
    </message>
    <message>
        <source>Add environment…</source>
        <translation>Adicionar ambiente…</translation>
    </message>
    <message>
        <source>Check a faulty sample…</source>
        <translation>Verificar um exemplo com erros…</translation>
    </message>
    <message>
        <source>Choose a destination, check the file, then start.</source>
        <translation>Escolha o destino, verifique o ficheiro e inicie.</translation>
    </message>
    <message>
        <source>Choose a source and a configuration, then start.</source>
        <translation>Escolha a origem e a configuração e depois inicie.</translation>
    </message>
    <message>
        <source>Enter its address, stage and REST API key.</source>
        <translation>Introduza o endereço, a fase e a chave da API REST.</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>Exportar dados</translation>
    </message>
    <message>
        <source>Export data…</source>
        <translation>Exportar dados…</translation>
    </message>
    <message>
        <source>Import and export data of OutSystems environments</source>
        <translation>Importar e exportar dados de ambientes OutSystems</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Importar dados</translation>
    </message>
    <message>
        <source>Import data…</source>
        <translation>Importar dados…</translation>
    </message>
    <message>
        <source>Import the sample…</source>
        <translation>Importar o exemplo…</translation>
    </message>
    <message>
        <source>The same zip with mistakes of many kinds: see what the check finds.</source>
        <translation>O mesmo zip com erros de vários tipos: veja o que a verificação encontra.</translation>
    </message>
    <message>
        <source>The zip of an import is checked on this computer before anything is sent, and that of an export once it is saved.</source>
        <translation>O zip de uma importação é verificado neste computador antes de enviar seja o que for, e o de uma exportação depois de guardado.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Experimentar a demonstração</translation>
    </message>
</context>
</TS>
